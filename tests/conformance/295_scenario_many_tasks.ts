import { createTask, print, range, repr, run, sleep } from "./_python.ts";

export default async function program() {
  const order: number[] = [];

  async function w(i: number) {
    for (const _ of range(3)) {
      await sleep(0);
    }
    order.push(i);
  }

  async function main() {
    const ts = range(200).map((i) => createTask(() => w(i)));
    for (const t of ts) {
      await t;
    }
    print(repr(order) === repr(range(200)), order.length);
  }

  await run(main);
}
