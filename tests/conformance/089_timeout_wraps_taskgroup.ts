// deno-lint-ignore-file require-await
import {
  CancelledError,
  currentTask,
  except,
  print,
  run,
  sleep,
  taskGroup,
  timeout,
  TimeoutError,
} from "./_python.ts";

export default async function program() {
  async function w(name: string) {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled");
      throw e;
    }
  }

  async function main() {
    try {
      await timeout(40, async () => {
        await taskGroup(async (tg) => {
          tg.createTask(() => w("child"));
          print("body done");
        });
      });
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError, cancelling", currentTask()!.cancelling());
    }
  }

  await run(main);
}
