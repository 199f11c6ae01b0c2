import { Condition, createTask, print, run, sleep, wait } from "./_python.ts";

export default async function program() {
  async function w(name: string, cond: Condition) {
    const permit = await cond.acquire();
    try {
      print(name, "waits");
      print(name, "woken", await cond.wait(), "locked", cond.locked());
    } finally {
      permit.release();
    }
  }

  async function main() {
    const cond = new Condition();
    const ts = ["a", "b", "c", "d"].map((n) => createTask(() => w(n, cond)));
    await sleep(0);
    let permit = await cond.acquire();
    try {
      cond.notify();
      print("notified 1");
      await sleep(0);
      print("still holding the lock");
    } finally {
      permit.release();
    }
    await sleep(20);
    permit = await cond.acquire();
    try {
      cond.notify(2);
      print("notified 2");
    } finally {
      permit.release();
    }
    await sleep(20);
    permit = await cond.acquire();
    try {
      cond.notifyAll();
      print("notified all");
    } finally {
      permit.release();
    }
    await wait(ts);
  }

  await run(main);
}
