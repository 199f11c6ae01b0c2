import {
  currentTask,
  except,
  print,
  run,
  sleep,
  ValueError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function slow() {
    try {
      await sleep(10_000);
    } finally {
      // deno-lint-ignore no-unsafe-finally
      throw new ValueError("cleanup failed");
    }
  }

  async function main() {
    try {
      await waitFor(slow, 20);
    } catch (e) {
      except(e, ValueError);
      print("ValueError", e);
    }
    print("cancelling", currentTask()!.cancelling());
  }

  await run(main);
}
