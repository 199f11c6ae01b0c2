import { LifoQueue, print, PriorityQueue, range, run } from "./_python.ts";

export default async function program() {
  async function main() {
    const p = new PriorityQueue<number>();
    for (const n of [5, 1, 4, 1, 3]) {
      await p.put(n);
    }
    const got: number[] = [];
    for (const _ of range(5)) {
      got.push(await p.get());
    }
    print(got);
    const l = new LifoQueue<string>();
    for (const n of ["a", "b", "c"]) {
      await l.put(n);
    }
    print(range(3).map(() => l.getNowait()));
  }

  await run(main);
}
