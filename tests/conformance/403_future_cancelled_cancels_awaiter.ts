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
  wait,
} from "./_python.ts";

export default async function program() {
  async function waiter(name: string, f: Future<null>) {
    try {
      await f;
    } catch (e) {
      except(e, CancelledError);
      print(name, "CancelledError", args(e), currentTask()!.cancelling());
      if (name === "raises") {
        throw e;
      }
    }
    return name;
  }

  async function main() {
    const f = getRunningLoop().createFuture<null>();
    const a = createTask(() => waiter("raises", f));
    const b = createTask(() => waiter("swallows", f));
    await sleep(0);
    print("cancel", f.cancel("gone"), f.cancelled(), f.done());
    print("again", f.cancel());
    await wait([a, b]);
    print(a.cancelled(), b.cancelled(), b.result());
  }

  await run(main);
}
