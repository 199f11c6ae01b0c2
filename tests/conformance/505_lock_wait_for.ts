import {
  createTask,
  except,
  Lock,
  print,
  run,
  sleep,
  TimeoutError,
  wait,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function holder(lock: Lock, delay: number) {
    const permit = await lock.acquire();
    try {
      await sleep(delay);
    } finally {
      permit.release();
    }
  }

  async function attempt(name: string, lock: Lock, limit: number) {
    try {
      await waitFor(() => lock.acquire(), limit);
      print(name, "acquired");
      lock.release();
    } catch (e) {
      except(e, TimeoutError);
      print(name, "TimeoutError", lock.locked());
    }
  }

  async function main() {
    const lock = new Lock();
    const h = createTask(() => holder(lock, 100));
    await sleep(0);
    const ts = ([["a", 60], ["b", 20], ["c", 1000], ["d", 1000]] as const).map((
      [n, d],
    ) => createTask(() => attempt(n, lock, d)));
    await wait([h, ...ts]);
    await attempt("now", lock, 0);
    print(lock.locked());
  }

  await run(main);
}
