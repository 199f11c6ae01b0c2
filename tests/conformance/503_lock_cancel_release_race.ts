import {
  args,
  CancelledError,
  createTask,
  except,
  Lock,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, lock: Lock) {
    try {
      await lock.acquire();
      print(name, "acquired");
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled", args(e));
      throw e;
    }
  }

  async function main() {
    const lock = new Lock();
    await lock.acquire();
    const t = createTask(() => w("t", lock));
    await sleep(0);
    lock.release();
    t.cancel("race");
    print("locked", lock.locked());
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      print("awaiter", args(e));
    }
    print("locked", lock.locked());
    await lock.acquire();
    print("free again");
  }

  await run(main);
}
