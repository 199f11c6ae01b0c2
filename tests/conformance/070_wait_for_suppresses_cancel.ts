import {
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  run,
  sleep,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function stubborn() {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("swallowed");
      await sleep(20);
    }
    return "late value";
  }

  async function main() {
    print(await waitFor(createTask(stubborn), 40));
    print("cancelling", currentTask()!.cancelling());
  }

  await run(main);
}
