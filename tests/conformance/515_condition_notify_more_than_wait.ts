import { Condition, createTask, print, run, sleep, wait } from "./_python.ts";

export default async function program() {
  async function w(name: string, cond: Condition) {
    const permit = await cond.acquire();
    try {
      print(name, await cond.wait());
    } finally {
      permit.release();
    }
  }

  async function main() {
    const cond = new Condition();
    const permit = await cond.acquire();
    try {
      cond.notify(5);
      cond.notifyAll();
    } finally {
      permit.release();
    }
    const ts = ["a", "b"].map((n) => createTask(() => w(n, cond)));
    await sleep(20);
    print(ts.map((t) => t.done()));
    const permit2 = await cond.acquire();
    try {
      cond.notify(0);
    } finally {
      permit2.release();
    }
    await sleep(20);
    print(ts.map((t) => t.done()));
    const permit3 = await cond.acquire();
    try {
      cond.notify(10);
    } finally {
      permit3.release();
    }
    await wait(ts);
    print(cond.locked());
  }

  await run(main);
}
