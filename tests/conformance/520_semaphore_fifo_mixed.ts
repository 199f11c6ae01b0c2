import { createTask, print, run, Semaphore, sleep, wait } from "./_python.ts";

export default async function program() {
  async function w(name: string, sem: Semaphore, log: string[]) {
    await sem.acquire();
    log.push(name);
  }

  async function main() {
    const sem = new Semaphore(1);
    const log: string[] = [];
    const a = createTask(() => w("a", sem, log));
    const b = createTask(() => w("b", sem, log));
    await sleep(0);
    print(log);
    sem.release();
    const c = createTask(() => w("c", sem, log));
    await sleep(0);
    print(log);
    sem.release();
    sem.release();
    const d = createTask(() => w("d", sem, log));
    await sleep(0);
    print(log, sem.locked());
    sem.release();
    await wait([a, b, c, d]);
    print(log, sem.locked());
  }

  await run(main);
}
