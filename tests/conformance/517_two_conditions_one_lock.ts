import { Condition, createTask, Lock, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function w(name: string, cond: Condition) {
    const permit = await cond.acquire();
    try {
      await cond.wait();
      print(name);
    } finally {
      permit.release();
    }
  }

  async function main() {
    const lock = new Lock();
    const full = new Condition(lock), empty = new Condition(lock);
    const a = createTask(() => w("full", full));
    const b = createTask(() => w("empty", empty));
    await sleep(0);
    const permit = await lock.acquire();
    try {
      print(full.locked(), empty.locked());
      empty.notifyAll();
    } finally {
      permit.release();
    }
    await sleep(20);
    print(a.done(), b.done());
    const permit2 = await empty.acquire();
    try {
      full.notify();
    } finally {
      permit2.release();
    }
    await a;
    print(lock.locked());
  }

  await run(main);
}
