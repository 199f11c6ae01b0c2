// deno-lint-ignore-file require-await
import { createTask, currentTask, print, run } from "./_python.ts";

export default async function program() {
  async function f() {
    return currentTask()!.getName();
  }

  async function main() {
    const a = createTask(f);
    const b = createTask(f, { name: "bee" });
    const c = createTask(f, { name: String(123) });
    const d = createTask(f);
    d.setName("renamed");
    print(a.getName(), b.getName(), c.getName(), d.getName());
    print(await a, await b, await c, await d);
    const e = createTask(f);
    print(await e);
  }

  await run(main);
}
