// deno-lint-ignore-file require-await
import {
  args,
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  Runner,
  sleep,
  type Task,
} from "./_python.ts";

export default async function program() {
  async function canceller(task: Task<unknown>) {
    print("cancelling", task.cancel("from outside"));
  }

  async function main(swallow: boolean) {
    const task = currentTask()!;
    createTask(() => canceller(task));
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("main", args(e));
      if (!swallow) {
        throw e;
      }
    }
    return "swallowed";
  }

  const runner = new Runner();
  try {
    try {
      await runner.run(() => main(false));
    } catch (e) {
      except(e, CancelledError);
      print("run", args(e));
    }
    print(await runner.run(() => main(true)));
  } finally {
    await runner.close();
  }
}
