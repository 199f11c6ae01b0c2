import { createTask, Lock, print, run, sleep, wait } from "./_python.ts";

export default async function program() {
  async function w(name: string, lock: Lock) {
    print(name, "wants");
    const permit = await lock.acquire();
    try {
      print(name, "has, locked", lock.locked());
      await sleep(0);
      print(name, "leaves");
    } finally {
      permit.release();
    }
  }

  async function main() {
    const lock = new Lock();
    print("locked", lock.locked());
    const ts = ["a", "b", "c"].map((n) => createTask(() => w(n, lock)));
    await wait(ts);
    print("locked", lock.locked());
  }

  await run(main);
}
