import {
  createTask,
  print,
  Queue,
  range,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function producer(q: Queue<number>) {
    for (const i of range(4)) {
      await q.put(i);
      print("put", i);
    }
  }

  async function consumer(q: Queue<number>) {
    for (const _ of range(4)) {
      print("got", await q.get());
    }
  }

  async function main() {
    const q = new Queue<number>(1);
    const tk = createTask(() => ticker(8));
    const p = createTask(() => producer(q));
    const c = createTask(() => consumer(q));
    await wait([tk, p, c]);
  }

  await run(main);
}
