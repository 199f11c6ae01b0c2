import { Condition, createTask, print, range, run, sleep } from "./_python.ts";

export default async function program() {
  async function w(n: number, cond: Condition, state: number[]) {
    const permit = await cond.acquire();
    try {
      const got = await cond.waitFor(() => state.length >= n);
      print("waiter", n, got, state.length);
    } finally {
      permit.release();
    }
  }

  async function main() {
    const cond = new Condition();
    const state: number[] = [];
    const ts = [3, 1, 2, 0].map((n) => createTask(() => w(n, cond, state)));
    await sleep(0);
    for (const i of range(3)) {
      const permit = await cond.acquire();
      try {
        state.push(i);
        cond.notifyAll();
      } finally {
        permit.release();
      }
      await sleep(20);
      print("done", ts.map((t) => t.done()));
    }
  }

  await run(main);
}
