// deno-lint-ignore-file require-await
import { asCompleted, createTask, print, run, sorted } from "./_python.ts";

export default async function program() {
  async function f(x: string) {
    return x;
  }

  async function main() {
    for (const _ of asCompleted([])) {
      print("must not print");
    }
    const a = createTask(() => f("a"));
    await a;
    const b = createTask(() => f("b"));
    const got: string[] = [];
    for (const c of asCompleted([a, b])) {
      got.push(await c);
    }
    print(sorted(got));
  }

  await run(main);
}
