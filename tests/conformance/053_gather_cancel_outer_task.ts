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
      print(name, "cancelled");
      await sleep(cleanup);
      print(name, "cleaned");
      throw e;
    }
  }

  async function outer() {
    try {
      await gather([() => w("a", 0), () => w("b", 40)]);
    } catch (e) {
      except(e, CancelledError);
      print("outer got CancelledError");
      throw e;
    }
  }

  async function main() {
    const t = createTask(outer);
    await sleep(20);
    t.cancel();
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      print("main: t cancelled", t.cancelled());
    }
    await sleep(80);
    print("end");
  }

  await run(main);
}
