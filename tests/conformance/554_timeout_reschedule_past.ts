// deno-lint-ignore-file require-await
import {
  except,
  getRunningLoop,
  print,
  run,
  RuntimeError,
  sleep,
  type Timeout,
  timeout,
  TimeoutError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    let cm!: Timeout;
    const loop = getRunningLoop();
    try {
      await timeout(1000, async (scope) => {
        cm = scope;
        cm.reschedule(loop.time() - 20);
        print("body goes on", cm.expired());
        try {
          await sleep(10_000);
        } finally {
          print("expiring", cm.expired());
          try {
            cm.reschedule(loop.time() + 1000);
          } catch (e) {
            except(e, RuntimeError);
            print(e);
          }
        }
      });
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError", cm.expired());
    }
    try {
      cm.reschedule(null);
    } catch (e) {
      except(e, RuntimeError);
      print(e);
    }
    await timeout(1000, async (scope) => {
      cm = scope;
      print("second block");
    });
    try {
      cm.reschedule(null);
    } catch (e) {
      except(e, RuntimeError);
      print(e);
    }
  }

  await run(main);
}
