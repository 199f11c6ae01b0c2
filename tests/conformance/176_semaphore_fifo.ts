import { createTask, print, run, Semaphore, sleep, wait } from "./_python.ts";

export default async function program() {
  async function w(name: string, sem: Semaphore) {
    const permit = await sem.acquire();
    try {
      print(name, "in");
      await sleep(0);
      print(name, "out");
    } finally {
      permit.release();
    }
  }

  async function main() {
    const sem = new Semaphore(2);
    print("locked", sem.locked());
    const ts = ["a", "b", "c", "d", "e"].map((n) =>
      createTask(() => w(n, sem))
    );
    await sleep(0);
    print("locked", sem.locked());
    await wait(ts);
    print("locked", sem.locked());
  }

  await run(main);
}
