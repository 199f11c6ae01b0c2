import {
  currentTask,
  except,
  print,
  run,
  sleep,
  timeout,
  TimeoutError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    try {
      await timeout(20, async () => {
        try {
          await sleep(10_000);
        } finally {
          print("cleanup", currentTask()!.cancelling());
          try {
            await timeout(20, async () => {
              await sleep(10_000);
            });
          } catch (e) {
            except(e, TimeoutError);
            print("inner TimeoutError", currentTask()!.cancelling());
          }
          await timeout(1000, async () => {
            await sleep(20);
          });
          print("cleaned up");
        }
      });
    } catch (e) {
      except(e, TimeoutError);
      print("outer TimeoutError", currentTask()!.cancelling());
    }
  }

  await run(main);
}
