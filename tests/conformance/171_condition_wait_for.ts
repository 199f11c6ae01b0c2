import { Condition, createTask, print, range, run, sleep } from "./_python.ts";

export default async function program() {
  const state: number[] = [];

  async function consumer(cond: Condition) {
    const permit = await cond.acquire();
    try {
      const r = await cond.waitFor(() => state.length >= 2);
      print("predicate value", r, "items", state.length);
    } finally {
      permit.release();
    }
  }

  async function main() {
    const cond = new Condition();
    const t = createTask(() => consumer(cond));
    await sleep(0);
    for (const i of range(3)) {
      const permit = await cond.acquire();
      try {
        state.push(i);
        cond.notifyAll();
        print("added", i);
      } finally {
        permit.release();
      }
      await sleep(0);
      await sleep(0);
    }
    await t;
  }

  await run(main);
}
