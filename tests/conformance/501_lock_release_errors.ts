import {
  createTask,
  except,
  Lock,
  print,
  run,
  RuntimeError,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w(lock: Lock) {
    await lock.acquire();
    print("w has it");
  }

  async function main() {
    const lock = new Lock();
    try {
      lock.release();
    } catch (e) {
      except(e, RuntimeError);
      print(e);
    }
    await lock.acquire();
    const t = createTask(() => w(lock));
    await sleep(0);
    lock.release();
    await t;
    print("locked", lock.locked());
    lock.release();
    try {
      lock.release();
    } catch (e) {
      except(e, RuntimeError);
      print(e, "| locked", lock.locked());
    }
  }

  await run(main);
}
