import {
  createTask,
  print,
  PriorityQueue,
  type Queue,
  range,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function putter(n: number, q: Queue<number>) {
    await q.put(n);
    print("put", n);
  }

  async function main() {
    const q = new PriorityQueue<number>(2);
    const ts = [5, 4, 1, 3, 2].map((n) => createTask(() => putter(n, q)));
    await sleep(0);
    const got: number[] = [];
    for (const _ of range(5)) {
      got.push(await q.get());
      await sleep(20);
    }
    print(got);
    await wait(ts);
  }

  await run(main);
}
