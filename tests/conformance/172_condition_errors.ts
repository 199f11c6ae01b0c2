import {
  Condition,
  except,
  Lock,
  print,
  run,
  RuntimeError,
  str,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const lock = new Lock();
    const cond = new Condition(lock);
    try {
      await cond.wait();
    } catch (e) {
      except(e, RuntimeError);
      print(str(e));
    }
    try {
      cond.notify();
    } catch (e) {
      except(e, RuntimeError);
      print(str(e));
    }
    const permit = await lock.acquire();
    try {
      print("cond locked", cond.locked());
      cond.notify();
    } finally {
      permit.release();
    }
  }

  await run(main);
}
