import {
  createTask,
  except,
  print,
  run,
  Semaphore,
  sleep,
  TimeoutError,
  wait,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function attempt(name: string, sem: Semaphore, limit: number) {
    try {
      await waitFor(() => sem.acquire(), limit);
      print(name, "acquired");
    } catch (e) {
      except(e, TimeoutError);
      print(name, "TimeoutError");
    }
  }

  async function main() {
    const sem = new Semaphore(1);
    await sem.acquire();
    const ts = ([["a", 40], ["b", 1000], ["c", 20], ["d", 1000]] as const).map((
      [n, d],
    ) => createTask(() => attempt(n, sem, d)));
    await sleep(80);
    sem.release();
    await sleep(20);
    print(ts.map((t) => t.done()), sem.locked());
    sem.release();
    await wait(ts);
    print(sem.locked());
  }

  await run(main);
}
