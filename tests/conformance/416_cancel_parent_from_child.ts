import {
  args,
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  run,
  sleep,
  type Task,
  wait,
} from "./_python.ts";

export default async function program() {
  async function child(parent: Task<unknown>) {
    print("parent.cancel", parent.cancel("from child"));
    print("child goes on");
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("child CancelledError", args(e), currentTask()!.cancelling());
      throw e;
    }
  }

  async function parent() {
    const task = currentTask()!;
    const c = createTask(() => child(task));
    try {
      await c;
    } catch (e) {
      except(e, CancelledError);
      print(
        "parent CancelledError",
        args(e),
        currentTask()!.cancelling(),
        c.cancelled(),
      );
      throw e;
    }
  }

  async function main() {
    const t = createTask(() => parent());
    await wait([t]);
    print(t.cancelled());
  }

  await run(main);
}
