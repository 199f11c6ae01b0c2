import {
  CancelledError,
  createTask,
  currentTask,
  except,
  ExceptionGroup,
  isinstance,
  print,
  repr,
  run,
  sleep,
  taskGroup,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad() {
    await sleep(0);
    throw new ValueError("child");
  }

  async function runner() {
    const task = currentTask()!;
    try {
      await taskGroup(async (tg) => {
        tg.createTask(bad);
        await sleep(10_000);
      });
    } catch (eg) {
      if (isinstance(eg, ExceptionGroup)) {
        print(repr(eg.errors[0]), task.cancelling());
      } else if (isinstance(eg, CancelledError)) {
        print("CancelledError", task.cancelling());
      } else {
        throw eg;
      }
    }
    try {
      await sleep(0);
      print("went on");
    } catch (e) {
      except(e, CancelledError);
      print("CancelledError", task.cancelling());
    }
  }

  async function main() {
    const t = createTask(runner);
    await sleep(0);
    await sleep(0);
    t.cancel();
    await t;
    print(t.cancelling());
  }

  await run(main);
}
