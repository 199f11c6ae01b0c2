import {
  CancelledError,
  createTask,
  except,
  print,
  run,
  shield,
  sleep,
  type Task,
  wait,
} from "./_python.ts";

export default async function program() {
  async function inner() {
    await sleep(60);
    print("inner finished");
    return "inner value";
  }

  async function outer(t: Task<string>) {
    try {
      await shield(t);
    } catch (e) {
      except(e, CancelledError);
      print("outer cancelled; inner done:", t.done());
      throw e;
    }
  }

  async function main() {
    const t = createTask(inner);
    const o = createTask(() => outer(t));
    await sleep(20);
    o.cancel();
    await wait([o]);
    print("o", o.cancelled(), "t", t.cancelled());
    print(await t);
  }

  await run(main);
}
