import {
  Condition,
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
    const cond = new Condition();
    const ts = ["a", "b", "c"].map((n) => createTask(() => w(n, cond)));
    await sleep(20);
    const tk = createTask(() => ticker(8));
    const permit = await cond.acquire();
    try {
      cond.notifyAll();
      print("notified");
      await sleep(0);
    } finally {
      permit.release();
    }
    print("released");
    await wait([tk, ...ts]);
  }

  await run(main);
}
