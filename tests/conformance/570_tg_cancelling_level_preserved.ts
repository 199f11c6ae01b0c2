// deno-lint-ignore-file require-await
import {
  CancelledError,
  createTask,
  currentTask,
  except,
  ExceptionGroup,
  print,
  range,
  run,
  sleep,
  taskGroup,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad() {
    throw new ValueError("child");
  }

  async function runner() {
    const task = currentTask()!;
    for (const _ of range(2)) {
      try {
        await sleep(10_000);
      } catch (e) {
        except(e, CancelledError);
        print("swallowed", task.cancelling());
      }
    }
    try {
      await taskGroup(async (tg) => {
        tg.createTask(bad);
        await sleep(10_000);
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(eg, task.cancelling());
    }
    print(task.uncancel(), task.uncancel());
  }

  async function main() {
    const t = createTask(runner);
    for (const _ of range(2)) {
      await sleep(0);
      t.cancel();
    }
    await t;
  }

  await run(main);
}
