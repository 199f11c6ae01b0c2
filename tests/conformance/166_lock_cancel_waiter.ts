import {
  CancelledError,
  createTask,
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
        print(name, "has it");
      } finally {
        permit.release();
      }
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled");
      throw e;
    }
  }

  async function main() {
    const lock = new Lock();
    await lock.acquire();
    const ts = ["a", "b", "c"].map((n) => createTask(() => w(n, lock)));
    await sleep(0);
    ts[0].cancel();
    lock.release();
    await wait(ts);
    print(ts.map((t) => t.cancelled()), "locked", lock.locked());
  }

  await run(main);
}
