import { createTask, print, range, run, sleep } from "./_python.ts";

export default async function program() {
  async function w(name: string, n: number) {
    for (const i of range(n)) {
      print(name, i);
      await sleep(0);
    }
    print(name, "end");
  }

  async function main() {
    const ts = [
      createTask(() => w("A", 3)),
      createTask(() => w("B", 1)),
      createTask(() => w("C", 2)),
    ];
    print("created");
    for (const t of ts) {
      await t;
    }
    print("all done");
  }

  await run(main);
}
