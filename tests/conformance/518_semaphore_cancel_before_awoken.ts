import {
  CancelledError,
  createTask,
  except,
  print,
  run,
  Semaphore,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, sem: Semaphore) {
    try {
      const permit = await sem.acquire();
      try {
        print(name, "in");
      } finally {
        permit.release();
      }
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled", sem.locked());
      throw e;
    }
  }

  async function main() {
    const sem = new Semaphore(0);
    const ts = ["a", "b", "c", "d"].map((n) => createTask(() => w(n, sem)));
    await sleep(0);
    ts[0].cancel();
    sem.release();
    ts[1].cancel();
    await wait(ts);
    print(ts.map((t) => t.cancelled()), sem.locked());
  }

  await run(main);
}
