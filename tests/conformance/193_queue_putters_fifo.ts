import { createTask, print, Queue, range, run, sleep } from "./_python.ts";

export default async function program() {
  async function putter(name: string, q: Queue<string>) {
    await q.put(name);
    print(name, "has put");
  }

  async function main() {
    const q = new Queue<string>(1);
    const ts = ["a", "b", "c"].map((n) => createTask(() => putter(n, q)));
    await sleep(0);
    for (const _ of range(3)) {
      print("got", await q.get());
      await sleep(0);
    }
    print(ts.map((t) => t.done()));
  }

  await run(main);
}
