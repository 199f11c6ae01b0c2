// deno-lint-ignore-file require-await
import { except, print, run, Runner, RuntimeError } from "./_python.ts";

export default async function program() {
  async function f() {
    return 1;
  }

  async function main() {
    const r = new Runner();
    try {
      await r.run(f);
    } catch (e) {
      except(e, RuntimeError);
      print(e);
    }
  }

  await run(main);
}
