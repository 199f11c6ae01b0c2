import { gather, print, Queue, range, run } from "./_python.ts";

export default async function program() {
  async function putter(n: number, q: Queue<number>, log: string[]) {
    await q.put(n);
    log.push(`put ${n}`);
  }

  async function getter(q: Queue<number>, log: string[], times: number) {
    for (const _ of range(times)) {
      log.push(`got ${await q.get()}`);
    }
  }

  async function main() {
    const q = new Queue<number>(2);
    const log: string[] = [];
    await gather([
      () => putter(0, q, log),
      () => putter(1, q, log),
      () => putter(2, q, log),
      () => putter(3, q, log),
      () => getter(q, log, 4),
    ]);
    print(log, q.qsize());
  }

  await run(main);
}
