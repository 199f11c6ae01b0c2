import { Barrier, createTask, print, range, run, wait } from "./_python.ts";

export default async function program() {
  async function w(name: string, barrier: Barrier, rounds: number) {
    for (const i of range(rounds)) {
      await barrier.wait();
      print(name, "round", i);
    }
  }

  async function main() {
    const barrier = new Barrier(3);
    const ts = ["a", "b", "c"].map((n) => createTask(() => w(n, barrier, 3)));
    await wait(ts);
    print(barrier.nWaiting, barrier.broken, barrier.parties);
  }

  await run(main);
}
