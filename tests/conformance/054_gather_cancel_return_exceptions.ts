import {
  CancelledError,
  createTask,
  except,
  gather,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, cleanup: number) {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      await sleep(cleanup);
      print(name, "cleaned");
      throw e;
    }
  }

  async function outer() {
    const r = await gather([() => w("a", 0), () => w("b", 40)], {
      returnExceptions: true,
    });
    print("not reached", r);
  }

  async function main() {
    const t = createTask(outer);
    await sleep(20);
    print("cancel ->", t.cancel());
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      print("cancelled", t.cancelled());
    }
  }

  await run(main);
}
