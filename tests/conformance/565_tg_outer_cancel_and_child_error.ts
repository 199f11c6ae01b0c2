// deno-lint-ignore-file no-unsafe-finally require-await
import {
  CancelledError,
  createTask,
  currentTask,
  except,
  ExceptionGroup,
  print,
  repr,
  run,
  sleep,
  taskGroup,
  ValueError,
  wait,
} from "./_python.ts";

export default async function program() {
  async function bad() {
    try {
      await sleep(10_000);
    } finally {
      throw new ValueError("cleanup");
    }
  }

  async function runner() {
    const task = currentTask()!;
    try {
      await taskGroup(async (tg) => {
        tg.createTask(bad);
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(repr(eg.errors[0]), task.cancelling());
    }
    try {
      await sleep(0);
      print("not reached");
    } catch (e) {
      except(e, CancelledError);
      print("CancelledError", task.cancelling());
      throw e;
    }
  }

  async function main() {
    const t = createTask(runner);
    await sleep(20);
    t.cancel();
    await wait([t]);
    print(t.cancelled(), t.cancelling());
  }

  await run(main);
}
