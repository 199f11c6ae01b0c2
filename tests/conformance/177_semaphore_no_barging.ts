import { createTask, print, run, Semaphore, sleep } from "./_python.ts";

export default async function program() {
  async function w(name: string, sem: Semaphore) {
    await sem.acquire();
    print(name, "acquired");
  }

  async function main() {
    const sem = new Semaphore(0);
    const a = createTask(() => w("a", sem));
    await sleep(0);
    sem.release();
    const b = createTask(() => w("b", sem));
    print("locked right after release", sem.locked());
    await sleep(0);
    await sleep(0);
    print("a", a.done(), "b", b.done());
    sem.release();
    await b;
  }

  await run(main);
}
