// deno-lint-ignore-file no-unsafe-finally require-await
import {
  currentTask,
  except,
  ExceptionGroup,
  print,
  repr,
  run,
  sleep,
  taskGroup,
  type Timeout,
  timeout,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad() {
    try {
      await sleep(10_000);
    } finally {
      throw new ValueError("in cleanup");
    }
  }

  async function main() {
    let cm!: Timeout;
    try {
      await timeout(20, async (scope) => {
        cm = scope;
        await taskGroup(async (tg) => {
          tg.createTask(bad);
          tg.createTask(() => sleep(10_000));
        });
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(eg, eg.errors.map((e) => repr(e)));
      print(cm.expired(), currentTask()!.cancelling());
    }
    await sleep(0);
    print("no cancel is left");
  }

  await run(main);
}
