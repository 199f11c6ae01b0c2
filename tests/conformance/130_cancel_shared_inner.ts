import {
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
  async function shared() {
    await sleep(10_000);
  }

  async function awaiter(name: string, t: Task<void>) {
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      print(
        name,
        "CancelledError, own cancelling",
        currentTask()!.cancelling(),
      );
      throw e;
    }
  }

  async function main() {
    const s = createTask(() => shared());
    const a = createTask(() => awaiter("a", s));
    const b = createTask(() => awaiter("b", s));
    await sleep(20);
    a.cancel();
    await wait([a, b]);
    print(s.cancelled(), a.cancelled(), b.cancelled());
  }

  await run(main);
}
