// deno-lint-ignore-file require-await
import {
  CancelledError,
  currentTask,
  except,
  ExceptionGroup,
  print,
  repr,
  run,
  sleep,
  taskGroup,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function leaf(name: string) {
    try {
      await sleep(10_000);
    } finally {
      print(name, "cancelled");
    }
  }

  async function branch(name: string) {
    try {
      await taskGroup(async (tg) => {
        tg.createTask(() => leaf(name + " leaf"));
      });
    } catch (e) {
      except(e, CancelledError);
      print(name, "CancelledError", currentTask()!.cancelling());
      throw e;
    }
  }

  async function main() {
    try {
      await taskGroup(async (tg) => {
        tg.createTask(() => branch("branch"));
        await sleep(20);
        throw new ValueError("body");
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(eg, repr(eg.errors[0]));
    }
  }

  await run(main);
}
