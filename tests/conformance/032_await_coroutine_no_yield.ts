// deno-lint-ignore-file require-await
import { createTask, print, run } from "./_python.ts";

export default async function program() {
  async function leaf(n: number) {
    print("leaf", n);
    return n;
  }

  async function nested(n: number) {
    return await leaf(n) + await leaf(n + 1);
  }

  async function other() {
    print("other runs");
  }

  async function main() {
    const t = createTask(other);
    print("sum", await nested(1));
    print("sum", await nested(3));
    print("other done:", t.done());
    await t;
  }

  await run(main);
}
