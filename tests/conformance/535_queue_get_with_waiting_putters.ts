import { createTask, print, Queue, run, sleep } from "./_python.ts";

export default async function program() {
  async function main() {
    const q = new Queue<string>(1);
    const a = createTask(() => q.put("a"));
    const b = createTask(() => q.put("b"));
    const c = createTask(() => q.put("c"));
    await sleep(0);
    print(a.done(), b.done(), c.done(), q.full());
    print(await q.get(), b.done());
    await sleep(0);
    print(a.done(), b.done(), c.done());
    print(await q.get());
    print(await q.get());
    print(b.done(), c.done(), q.empty());
  }

  await run(main);
}
