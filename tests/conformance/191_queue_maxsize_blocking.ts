import { gather, print, Queue, range, run } from "./_python.ts";

export default async function program() {
  async function producer(q: Queue<number | null>) {
    for (const i of range(5)) {
      await q.put(i);
      print("put", i, "size", q.qsize());
    }
    await q.put(null);
  }

  async function consumer(q: Queue<number | null>) {
    while (true) {
      const item = await q.get();
      print("got", item, "size", q.qsize());
      if (item === null) {
        break;
      }
    }
  }

  async function main() {
    const q = new Queue<number | null>(2);
    await gather([() => producer(q), () => consumer(q)]);
  }

  await run(main);
}
