import {
  CancelledError,
  currentTask,
  except,
  ExceptionGroup,
  print,
  run,
  RuntimeError,
  sleep,
  taskGroup,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad() {
    await sleep(0);
    throw new ValueError("child");
  }

  async function main() {
    const task = currentTask()!;
    try {
      await taskGroup(async (tg) => {
        tg.createTask(bad);
        try {
          await sleep(10_000);
        } catch (e) {
          except(e, CancelledError);
          print("swallowed", task.cancelling());
        }
        await sleep(20);
        print("body goes on");
        try {
          tg.createTask(() => sleep(0));
        } catch (e) {
          except(e, RuntimeError);
          print("RuntimeError");
        }
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(eg, task.cancelling());
    }
  }

  await run(main);
}
