// deno-lint-ignore-file no-unsafe-finally
import {
  currentTask,
  except,
  ExceptionGroup,
  print,
  range,
  repr,
  run,
  sleep,
  taskGroup,
  ValueError,
  ZeroDivisionError,
} from "./_python.ts";

export default async function program() {
  async function bad(name: string, times: number) {
    try {
      await sleep(10_000);
    } finally {
      for (const _ of range(times)) {
        await sleep(0);
      }
      throw new ValueError(name);
    }
  }

  async function main() {
    try {
      await taskGroup(async (tg) => {
        tg.createTask(() => bad("slow", 3));
        tg.createTask(() => bad("quick", 1));
        await sleep(0);
        throw new ZeroDivisionError("body");
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(eg);
      print(eg.errors.map((e) => repr(e)));
    }
    print(currentTask()!.cancelling());
  }

  await run(main);
}
