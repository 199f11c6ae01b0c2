import {
  CancelledError,
  createTask,
  currentTask,
  except,
  Lock,
  print,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, lock: Lock) {
    try {
      const permit = await lock.acquire();
      try {
        print(name, "in");
        await sleep(0);
      } finally {
        permit.release();
      }
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled", currentTask()!.cancelling());
      throw e;
    }
  }

  async function main() {
    const lock = new Lock();
    await lock.acquire();
    const ts = ["a", "b", "c", "d", "e"].map((n) =>
      createTask(() => w(n, lock))
    );
    await sleep(0);
    ts[1].cancel();
    ts[3].cancel();
    lock.release();
    print("released", lock.locked());
    await wait(ts);
    print(ts.map((t) => t.cancelled()), lock.locked());
  }

  await run(main);
}
