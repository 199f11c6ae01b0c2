// deno-lint-ignore-file require-await
import { except, KeyError, print, Runner } from "./_python.ts";

export default async function program() {
  async function bad() {
    throw new KeyError("k");
  }

  async function good() {
    return "good";
  }

  const runner = new Runner();
  try {
    try {
      await runner.run(bad);
    } catch (e) {
      except(e, KeyError);
      print("KeyError");
    }
    print(await runner.run(good));
  } finally {
    await runner.close();
  }
}
