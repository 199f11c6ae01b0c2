import {
  CancelledError,
  currentTask,
  except,
  print,
  run,
  sleep,
  type Timeout,
  timeout,
} from "./_python.ts";

export default async function program() {
  async function main() {
    let cm!: Timeout;
    await timeout(20, async (scope) => {
      cm = scope;
      try {
        await sleep(10_000);
      } catch (e) {
        except(e, CancelledError);
        print("swallowed");
      }
    });
    print(
      "no TimeoutError, expired",
      cm.expired(),
      "cancelling",
      currentTask()!.cancelling(),
    );
  }

  await run(main);
}
