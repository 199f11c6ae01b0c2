import {
  createTask,
  LifoQueue,
  print,
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
    const q = new LifoQueue<number>(2);
    const ts = range(5).map((n) => createTask(() => putter(n, q)));
    await sleep(0);
    for (const _ of range(5)) {
      print("got", await q.get(), "left", q.qsize());
      await sleep(20);
    }
    await wait(ts);
  }

  await run(main);
}
