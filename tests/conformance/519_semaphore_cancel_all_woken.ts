import {
  createTask,
  print,
  range,
  run,
  Semaphore,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(sem: Semaphore) {
    await sem.acquire();
  }

  async function main() {
    const sem = new Semaphore(2);
    await sem.acquire();
    await sem.acquire();
    const ts = range(2).map((_) => createTask(() => w(sem)));
    await sleep(0);
    sem.release();
    sem.release();
    print("locked", sem.locked());
    for (const t of ts) {
      t.cancel();
    }
    print("locked", sem.locked());
    await wait(ts);
    print("locked", sem.locked());
    await sem.acquire();
    print("locked", sem.locked());
    await sem.acquire();
    print("locked", sem.locked());
  }

  await run(main);
}
