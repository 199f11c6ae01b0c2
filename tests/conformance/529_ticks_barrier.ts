import {
  Barrier,
  createTask,
  print,
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

  async function w(name: string, barrier: Barrier) {
    await barrier.wait();
    print(name, 1);
    await barrier.wait();
    print(name, 2);
  }

  async function main() {
    const barrier = new Barrier(3);
    const tk = createTask(() => ticker(9));
    const ts = ["a", "b", "c"].map((n) => createTask(() => w(n, barrier)));
    await wait([tk, ...ts]);
  }

  await run(main);
}
