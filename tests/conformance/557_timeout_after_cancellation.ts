import {
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  run,
  sleep,
  timeout,
  TimeoutError,
} from "./_python.ts";

export default async function program() {
  async function w() {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("swallowed", currentTask()!.cancelling());
    }
    try {
      await timeout(20, async () => {
        await sleep(10_000);
      });
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError", currentTask()!.cancelling());
    }
    try {
      await timeout(20, async () => {
        currentTask()!.cancel();
        await sleep(10_000);
      });
    } catch (e) {
      except(e, CancelledError);
      print("own cancel", currentTask()!.cancelling());
    }
  }

  async function main() {
    const t = createTask(w);
    await sleep(0);
    t.cancel();
    await t;
    print(t.cancelling());
  }

  await run(main);
}
