import { createTask, print, PriorityQueue, run, sleep } from "./_python.ts";

export default async function program() {
  async function getter(p: PriorityQueue<number>) {
    print("got", await p.get());
  }

  async function main() {
    const p = new PriorityQueue<number>();
    const t = createTask(() => getter(p));
    await sleep(0);
    p.putNowait(5);
    p.putNowait(2);
    p.putNowait(9);
    await t;
    print(p.getNowait(), p.getNowait());
  }

  await run(main);
}
