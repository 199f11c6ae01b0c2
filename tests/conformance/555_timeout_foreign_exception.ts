// deno-lint-ignore-file no-unsafe-finally
import {
  CancelledError,
  currentTask,
  except,
  print,
  run,
  sleep,
  type Timeout,
  timeout,
  ValueError,
  ZeroDivisionError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    let cm!: Timeout;
    try {
      await timeout(20, async (scope) => {
        cm = scope;
        try {
          await sleep(10_000);
        } catch (e) {
          except(e, CancelledError);
          throw new ValueError("from the body");
        }
      });
    } catch (e) {
      except(e, ValueError);
      print(e, cm.expired(), currentTask()!.cancelling());
    }
    try {
      await timeout(20, async (scope) => {
        cm = scope;
        try {
          await sleep(10_000);
        } finally {
          throw new ZeroDivisionError("from finally");
        }
      });
    } catch (e) {
      except(e, ZeroDivisionError);
      print(e, cm.expired(), currentTask()!.cancelling());
    }
    await sleep(0);
    print("no cancel is left");
  }

  await run(main);
}
