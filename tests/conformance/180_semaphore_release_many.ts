import { createTask, print, range, run, Semaphore, sleep } from "./_python.ts";

export default async function program() {
  async function w(name: string, sem: Semaphore) {
    await sem.acquire();
    print(name);
  }

  async function main() {
    const sem = new Semaphore(0);
    const ts = ["a", "b", "c", "d"].map((n) => createTask(() => w(n, sem)));
    await sleep(0);
    for (const _ of range(3)) {
      sem.release();
    }
    print("released 3");
    await sleep(0);
    print(ts.map((t) => t.done()));
    sem.release();
    await ts[3];
  }

  await run(main);
}
