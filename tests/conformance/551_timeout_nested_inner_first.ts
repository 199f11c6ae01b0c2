import {
  currentTask,
  except,
  print,
  run,
  sleep,
  type Timeout,
  timeout,
  TimeoutError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    let outer!: Timeout;
    let inner!: Timeout;
    try {
      await timeout(140, async (scope) => {
        outer = scope;
        try {
          await timeout(20, async (scope) => {
            inner = scope;
            await sleep(10_000);
          });
        } catch (e) {
          except(e, TimeoutError);
          print(
            "inner",
            inner.expired(),
            outer.expired(),
            currentTask()!.cancelling(),
          );
        }
        await sleep(10_000);
      });
    } catch (e) {
      except(e, TimeoutError);
      print(
        "outer",
        inner.expired(),
        outer.expired(),
        currentTask()!.cancelling(),
      );
    }
  }

  await run(main);
}
