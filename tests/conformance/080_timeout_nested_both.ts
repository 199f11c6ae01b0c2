import {
  busyWait,
  CancelledError,
  currentTask,
  except,
  isinstance,
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
      await timeout(20, async (scope) => {
        outer = scope;
        try {
          await timeout(40, async (scope) => {
            inner = scope;
            busyWait(100); // blocks the loop past both deadlines
            await sleep(10_000);
          });
        } catch (e) {
          if (isinstance(e, TimeoutError)) {
            print("inner TimeoutError");
          } else {
            except(e, CancelledError);
            print("inner CancelledError");
            throw e;
          }
        }
        print("outer body goes on");
        await sleep(0);
      });
    } catch (e) {
      except(e, TimeoutError);
      print("outer TimeoutError");
    }
    print(
      "expired",
      inner.expired(),
      outer.expired(),
      "cancelling",
      currentTask()!.cancelling(),
    );
  }

  await run(main);
}
