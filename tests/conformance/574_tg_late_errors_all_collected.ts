// deno-lint-ignore-file require-await
import {
  CancelledError,
  except,
  ExceptionGroup,
  KeyError,
  print,
  repr,
  run,
  sleep,
  taskGroup,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad(name: string, delay: number) {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      await sleep(delay);
      throw new KeyError(name);
    }
  }

  async function first() {
    await sleep(20);
    throw new ValueError("first");
  }

  async function main() {
    try {
      await taskGroup(async (tg) => {
        tg.createTask(() => bad("late", 60));
        tg.createTask(() => bad("soon", 20));
        tg.createTask(first);
        tg.createTask(() => bad("middle", 40));
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(eg);
      print(eg.errors.map((e) => repr(e)));
    }
  }

  await run(main);
}
