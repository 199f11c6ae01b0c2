import {
  args,
  CancelledError,
  createTask,
  except,
  getRunningLoop,
  print,
  run,
  sleep,
  type Task,
  ValueError,
  wait,
} from "./_python.ts";

export default async function program() {
  async function inner(kind: string) {
    await sleep(0);
    if (kind === "error") {
      throw new ValueError("inner");
    }
    return "inner value";
  }

  async function outer(t: Task<string>) {
    try {
      print("got", await t);
    } catch (e) {
      except(e, CancelledError);
      print("CancelledError", args(e));
      throw e;
    }
  }

  async function main() {
    getRunningLoop().setExceptionHandler((_l, c) =>
      print("handler", c.message)
    );
    for (const kind of ["value", "error"]) {
      const t = createTask(() => inner(kind));
      const o = createTask(() => outer(t));
      while (!t.done()) {
        await sleep(0);
      }
      print(kind, "inner done, outer done:", o.done());
      o.cancel("too late for " + kind);
      await wait([o]);
      print(o.cancelled(), t.cancelled());
    }
  }

  await run(main);
}
