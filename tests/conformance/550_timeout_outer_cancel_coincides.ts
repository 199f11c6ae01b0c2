// deno-lint-ignore-file no-unsafe-finally
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
  timeout,
  TimeoutError,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w() {
    try {
      await timeout(20, async () => {
        try {
          await sleep(10_000);
        } finally {
          print("cleanup", currentTask()!.cancelling());
          try {
            await sleep(60);
          } catch (e) {
            except(e, CancelledError);
            print("again", args(e), currentTask()!.cancelling());
            throw e;
          }
        }
      });
    } catch (e) {
      if (isinstance(e, TimeoutError)) {
        print("TimeoutError");
      } else if (isinstance(e, CancelledError)) {
        print("CancelledError", args(e), currentTask()!.cancelling());
        throw e;
      } else {
        throw e;
      }
    }
  }

  async function main() {
    const t = createTask(w);
    await sleep(60);
    t.cancel("outside");
    await wait([t]);
    print(t.cancelled(), t.cancelling());
  }

  await run(main);
}
