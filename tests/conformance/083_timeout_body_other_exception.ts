// deno-lint-ignore-file require-await
import {
  currentTask,
  except,
  KeyError,
  print,
  run,
  sleep,
  timeout,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    try {
      await timeout(1000, async () => {
        throw new ValueError("v");
      });
    } catch (e) {
      except(e, ValueError);
      print("ValueError", e);
    }
    try {
      await timeout(20, async () => {
        try {
          await sleep(10_000);
        } finally {
          // deno-lint-ignore no-unsafe-finally
          throw new KeyError("in cleanup");
        }
      });
    } catch (e) {
      except(e, KeyError);
      print("KeyError wins; cancelling", currentTask()!.cancelling());
    }
  }

  await run(main);
}
