import { createTask, Lock, print, run, sleep, wait } from "./_python.ts";

export default async function program() {
  async function w(name: string, lock: Lock) {
    await lock.acquire();
    print(name, "has it");
  }

  async function main() {
    const lock = new Lock();
    await lock.acquire();
    const a = createTask(() => w("a", lock));
    const b = createTask(() => w("b", lock));
    const c = createTask(() => w("c", lock));
    await sleep(0);
    lock.release();
    await sleep(0);
    a.cancel();
    print("a done", a.done(), "locked", lock.locked());
    lock.release();
    b.cancel();
    await wait([a, b, c]);
    print(a.cancelled(), b.cancelled(), c.cancelled(), lock.locked());
  }

  await run(main);
}
