import { createTask, Lock, print, range, run, sleep, wait } from "./_python.ts";

export default async function program() {
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function w(name: string, lock: Lock) {
    const permit = await lock.acquire();
    try {
      print(name);
    } finally {
      permit.release();
    }
  }

  async function main() {
    const lock = new Lock();
    await lock.acquire();
    const ts = ["a", "b", "c"].map((n) => createTask(() => w(n, lock)));
    await sleep(0);
    const tk = createTask(() => ticker(5));
    lock.release();
    print("released");
    await lock.acquire();
    print("main again");
    await wait([tk, ...ts]);
  }

  await run(main);
}
