// deno-lint-ignore-file require-await
import {
  except,
  getRunningLoop,
  print,
  run,
  sleep,
  type Timeout,
  timeout,
  timeoutAt,
  TimeoutError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    try {
      await timeoutAt(loop.time() - 1000, async () => {
        print("body starts");
        await sleep(0);
        print("not reached");
      });
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError 1");
    }
    try {
      await timeout(0, async () => {
        print("body 2 starts");
        await sleep(0);
        print("not reached");
      });
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError 2");
    }
    let cm!: Timeout;
    await timeout(0, async (scope) => {
      cm = scope;
      print("no await in the body");
    });
    print("no error, expired", cm.expired());
  }

  await run(main);
}
