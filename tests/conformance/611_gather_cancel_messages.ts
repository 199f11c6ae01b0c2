import {
  args,
  CancelledError,
  createTask,
  except,
  gather,
  print,
  run,
  sleep,
  str,
} from "./_python.ts";

export default async function program() {
  async function katch(name: string, aw: PromiseLike<unknown>) {
    try {
      print(name, await aw);
    } catch (e) {
      except(e, CancelledError);
      print(name, "CancelledError", args(e));
    }
  }

  async function tell(name: string, swallows = false) {
    try {
      return await sleep(1000);
    } catch (e) {
      except(e, CancelledError);
      print(" ", name, args(e));
      if (swallows) return name;
      throw e;
    }
  }

  async function main() {
    for (const last of [false, true]) {
      const both = gather(
        [() => tell("x", !last), () => tell("y", last)],
        { returnExceptions: true },
      );
      const task = createTask(() => katch("gather", both));
      await sleep(0);
      await sleep(0);
      task.cancel("why");
      await task;
      print(both.cancelled(), both.cancel("again"));
    }
    const child = createTask(() => tell("z"));
    const some = gather([child, () => sleep(0, "s")], {
      returnExceptions: true,
    });
    await sleep(0);
    child.cancel("only z");
    print((await some).map(str));
    await katch("child", child);
  }

  await run(main);
}
