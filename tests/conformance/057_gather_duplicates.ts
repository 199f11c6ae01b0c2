// deno-lint-ignore-file require-await
import { createTask, gather, print, run } from "./_python.ts";

export default async function program() {
  async function f() {
    print("runs once");
    return "v";
  }

  async function main() {
    const t = createTask(f);
    print(await gather([t, t, f, t]));
  }

  await run(main);
}
