import {
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w() {
    const task = currentTask()!;
    task.cancel();
    print("uncancel", task.uncancel());
    await sleep(0);
    print("not interrupted");
    task.cancel();
    task.cancel();
    print("uncancel", task.uncancel());
    try {
      await sleep(0);
      print("must not print");
    } catch (e) {
      except(e, CancelledError);
      print("interrupted, cancelling", task.cancelling());
    }
    task.cancel();
    task.uncancel();
    task.uncancel();
    return "value";
  }

  async function main() {
    const t = createTask(() => w());
    print(await t, t.cancelled());
  }

  await run(main);
}
