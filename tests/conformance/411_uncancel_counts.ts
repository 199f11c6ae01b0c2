import {
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  range,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w() {
    const task = currentTask()!;
    print("start", task.cancelling(), task.uncancel());
    for (const i of range(3)) {
      try {
        await sleep(10_000);
      } catch (e) {
        except(e, CancelledError);
        print("caught", i, "cancelling", task.cancelling());
      }
    }
    print(
      "uncancel",
      task.uncancel(),
      task.uncancel(),
      task.uncancel(),
      task.uncancel(),
    );
    await sleep(0);
    return "done";
  }

  async function main() {
    const t = createTask(() => w());
    for (const _ of range(3)) {
      await sleep(0);
      print("cancel", t.cancel(), t.cancelling());
    }
    print(await t, t.cancelling(), t.cancelled());
    print("after the end", t.cancel(), t.cancelling(), t.uncancel());
  }

  await run(main);
}
