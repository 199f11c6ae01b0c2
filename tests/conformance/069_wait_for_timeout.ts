import {
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  run,
  sleep,
  TimeoutError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function slow() {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("slow cancelled");
      await sleep(20);
      print("slow cleaned");
      throw e;
    }
  }

  async function main() {
    try {
      await waitFor(slow, 40);
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError, cancelling:", currentTask()!.cancelling());
    }
    const t = createTask(slow);
    try {
      await waitFor(t, 40);
    } catch (e) {
      except(e, TimeoutError);
      print("task cancelled:", t.cancelled());
    }
  }

  await run(main);
}
