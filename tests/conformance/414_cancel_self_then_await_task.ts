import {
  args,
  CancelledError,
  createTask,
  currentTask,
  except,
  type Future,
  getRunningLoop,
  print,
  run,
  sleep,
  type Task,
  wait,
} from "./_python.ts";

export default async function program() {
  async function nested(f: Future<null>) {
    try {
      await f;
    } catch (e) {
      except(e, CancelledError);
      print("nested cancelled");
      throw e;
    }
  }

  async function coro(n: Task<void>) {
    await sleep(0);
    currentTask()!.cancel("me");
    try {
      await n;
    } catch (e) {
      except(e, CancelledError);
      print("coro cancelled", args(e));
      throw e;
    }
  }

  async function main() {
    const f = getRunningLoop().createFuture<null>();
    const n = createTask(() => nested(f));
    const t = createTask(() => coro(n));
    await wait([t]);
    print(t.cancelled(), n.cancelled(), f.cancelled());
  }

  await run(main);
}
