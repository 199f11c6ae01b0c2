import {
  CancelledError,
  createTask,
  currentTask,
  except,
  getRunningLoop,
  print,
  run,
  sleep,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function inner() {
    await sleep(10_000);
  }

  async function main() {
    const t = createTask(inner);
    getRunningLoop().callLater(20, () => t.cancel());
    try {
      await waitFor(t, 5000);
    } catch (e) {
      except(e, CancelledError);
      print("CancelledError; own cancelling:", currentTask()!.cancelling());
    }
    print("main goes on");
  }

  await run(main);
}
