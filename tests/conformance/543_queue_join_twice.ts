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
  async function joiner(name: string, q: Queue<number>) {
    await q.join();
    print(name, "joined");
  }

  async function main() {
    const q = new Queue<number>();
    await q.join();
    print("an empty queue is joined at once");
    for (const n of range(2)) {
      await q.put(n);
      const a = createTask(() => joiner("a", q));
      const b = createTask(() => joiner("b", q));
      await sleep(0);
      print("got", await q.get());
      print(a.done(), b.done());
      q.taskDone();
      await wait([a, b]);
    }
  }

  await run(main);
}
