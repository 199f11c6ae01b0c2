import {
  args,
  CancelledError,
  createTask,
  currentTask,
  Event,
  except,
  type Future,
  getRunningLoop,
  Lock,
  print,
  Queue,
  run,
  sleep,
  type Task,
  wait,
} from "./_python.ts";

export default async function program() {
  async function deep(n: number): Promise<string> {
    if (n > 0) {
      return await deep(n - 1);
    }
    return "bottom";
  }

  async function w(f: Future<string>, t: Task<string>) {
    currentTask()!.cancel("pending");
    print(await f, await t, await deep(20));
    const lock = new Lock();
    await lock.acquire();
    const ev = new Event();
    ev.set();
    print(await ev.wait());
    const q = new Queue<number>();
    await q.put(1);
    print(await q.get());
    try {
      await lock.acquire();
    } catch (e) {
      except(e, CancelledError);
      print("CancelledError at the lock", args(e), lock.locked());
      throw e;
    }
  }

  async function main() {
    const f = getRunningLoop().createFuture<string>();
    f.setResult("future");
    const t = createTask(() => sleep(0, "task"));
    await t;
    const u = createTask(() => w(f, t));
    await wait([u]);
    print(u.cancelled());
  }

  await run(main);
}
