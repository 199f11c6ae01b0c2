import {
  BoundedSemaphore,
  except,
  print,
  range,
  run,
  Semaphore,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const sem = new Semaphore(0);
    print(sem.locked());
    sem.release();
    print(sem.locked());
    for (const _ of range(3)) {
      sem.release();
    }
    for (const _ of range(4)) {
      await sem.acquire();
    }
    print(sem.locked());
    try {
      new Semaphore(-1);
    } catch (e) {
      except(e, ValueError);
      print(e);
    }
    const bounded = new BoundedSemaphore(2);
    await bounded.acquire();
    bounded.release();
    try {
      bounded.release();
    } catch (e) {
      except(e, ValueError);
      print(e);
    }
    print(bounded.locked());
  }

  await run(main);
}
