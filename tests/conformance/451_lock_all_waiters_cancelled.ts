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
    const a = createTask(() => w("a", lock));
    const b = createTask(() => w("b", lock));
    await sleep(0);
    a.cancel();
    lock.release();
    b.cancel();
    await lock.acquire();
    print("main has it, a done", a.done());
    lock.release();
    await wait([a, b]);
    print(a.cancelled(), b.cancelled(), lock.locked());
  }

  await run(main);
}
