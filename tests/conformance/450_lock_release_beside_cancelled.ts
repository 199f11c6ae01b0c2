import {
  CancelledError,
  createTask,
  except,
  getRunningLoop,
  Lock,
  print,
  range,
  run,
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

  async function holder(lock: Lock) {
    await lock.acquire();
    await sleep(0);
    lock.release();
    print("released");
    await sleep(0);
    print("holder goes on");
  }

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
    const tk = createTask(() => ticker(5));
    const h = createTask(() => holder(lock));
    const a = createTask(() => w("a", lock));
    const b = createTask(() => w("b", lock));
    getRunningLoop().callSoon(() => void a.cancel());
    await wait([h, a, b, tk]);
    print("locked", lock.locked());
  }

  await run(main);
}
