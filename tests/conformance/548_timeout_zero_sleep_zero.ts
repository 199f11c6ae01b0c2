// deno-lint-ignore-file require-await
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
    let cm!: Timeout;
    try {
      await timeout(0, async () => {
        print("before");
        await sleep(0);
        print("not reached");
      });
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError", currentTask()!.cancelling());
    }
    await timeout(0, async (scope) => {
      cm = scope;
      print("no wait inside");
    });
    print("expired", cm.expired());
    await sleep(0);
    print("nothing comes later");
  }

  await run(main);
}
