import { createTask, print, range, run, sleep } from "./_python.ts";

export default async function program() {
  async function other() {
    for (const i of range(3)) {
      print("other", i);
      await sleep(0);
    }
  }

  async function main() {
    const t = createTask(other);
    print("a", await sleep(0, "zero"));
    print("b", await sleep(-1000, "negative"));
    print("c", await sleep(20, "positive"));
    print("d", await sleep(20));
    await t;
  }

  await run(main);
}
