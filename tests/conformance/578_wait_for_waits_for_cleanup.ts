import {
  createTask,
  except,
  print,
  run,
  sleep,
  TimeoutError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function inner(delay: number) {
    try {
      await sleep(10_000);
    } finally {
      await sleep(delay);
      print("cleaned up");
    }
  }

  async function main() {
    let task = createTask(() => inner(60));
    try {
      await waitFor(task, 20);
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError", task.done(), task.cancelled());
    }
    task = createTask(() => inner(20));
    await sleep(0);
    try {
      await waitFor(task, 0);
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError", task.done(), task.cancelled());
    }
  }

  await run(main);
}
