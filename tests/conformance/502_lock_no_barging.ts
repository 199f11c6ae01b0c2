import { createTask, Lock, print, range, run, sleep, wait } from "./_python.ts";

export default async function program() {
  async function waiter(lock: Lock, log: string[]) {
    await lock.acquire();
    log.push("waiter");
    lock.release();
  }

  async function main() {
    const lock = new Lock();
    const log: string[] = [];
    await lock.acquire();
    const ts = range(2).map((_) => createTask(() => waiter(lock, log)));
    await sleep(0);
    for (const i of range(2)) {
      lock.release();
      await lock.acquire();
      log.push(`main ${i}`);
    }
    lock.release();
    await wait(ts);
    print(log);
  }

  await run(main);
}
