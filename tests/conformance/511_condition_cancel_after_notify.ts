import {
  CancelledError,
  Condition,
  createTask,
  except,
  print,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, cond: Condition) {
    try {
      const permit = await cond.acquire();
      try {
        await cond.wait();
        print(name, "notified");
      } finally {
        permit.release();
      }
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled");
      throw e;
    }
  }

  async function main() {
    const cond = new Condition();
    const ts = ["a", "b", "c"].map((n) => createTask(() => w(n, cond)));
    await sleep(0);
    const permit = await cond.acquire();
    try {
      cond.notify();
      ts[0].cancel();
    } finally {
      permit.release();
    }
    await sleep(20);
    print(ts.map((t) => t.done()));
    const permit2 = await cond.acquire();
    try {
      cond.notifyAll();
    } finally {
      permit2.release();
    }
    await wait(ts);
    print(ts.map((t) => t.cancelled()));
  }

  await run(main);
}
