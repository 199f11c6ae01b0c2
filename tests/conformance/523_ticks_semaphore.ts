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
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function w(name: string, sem: Semaphore) {
    const permit = await sem.acquire();
    try {
      print(name, "in");
      await sleep(0);
    } finally {
      permit.release();
    }
    print(name, "out");
  }

  async function main() {
    const sem = new Semaphore(2);
    await sem.acquire();
    await sem.acquire();
    const ts = ["a", "b", "c", "d", "e"].map((n) =>
      createTask(() => w(n, sem))
    );
    await sleep(0);
    const tk = createTask(() => ticker(7));
    sem.release();
    sem.release();
    await wait([tk, ...ts]);
  }

  await run(main);
}
