import {
  args,
  CancelledError,
  createTask,
  currentTask,
  except,
  isinstance,
  print,
  run,
  sleep,
  TimeoutError,
  wait,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function inner() {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("first");
      try {
        await sleep(10_000);
      } catch (e) {
        except(e, CancelledError);
        print("second", args(e));
        throw e;
      }
    }
  }

  async function caller() {
    try {
      await waitFor(inner, 20);
    } catch (e) {
      if (isinstance(e, TimeoutError)) {
        print("TimeoutError");
      } else if (isinstance(e, CancelledError)) {
        print("CancelledError", currentTask()!.cancelling());
        throw e;
      } else {
        throw e;
      }
    }
  }

  async function main() {
    const t = createTask(caller);
    await sleep(60);
    t.cancel("caller");
    await wait([t]);
    print(t.cancelled(), t.cancelling());
  }

  await run(main);
}
