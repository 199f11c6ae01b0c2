import {
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  run,
  sleep,
  type Task,
} from "./_python.ts";

export default async function program() {
  async function inner() {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("inner swallows");
    }
    return "inner value";
  }

  async function outer(t: Task<string>) {
    const r = await t;
    print("outer got", r, "cancelling", currentTask()!.cancelling());
    return r;
  }

  async function main() {
    const i = createTask(() => inner());
    const o = createTask(() => outer(i));
    await sleep(0);
    await sleep(0);
    o.cancel();
    print(await o, "o cancelled", o.cancelled());
  }

  await run(main);
}
