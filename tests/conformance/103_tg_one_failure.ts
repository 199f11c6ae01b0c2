// deno-lint-ignore-file require-await
import {
  CancelledError,
  currentTask,
  except,
  ExceptionGroup,
  print,
  run,
  sleep,
  str,
  type Task,
  taskGroup,
  typeName,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad() {
    await sleep(20);
    print("bad raises");
    throw new ValueError("bad");
  }

  async function sibling() {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("sibling cancelled");
      await sleep(20);
      print("sibling cleaned");
      throw e;
    }
  }

  async function main() {
    let s!: Task<void>;
    try {
      await taskGroup(async (tg) => {
        s = tg.createTask(() => sibling());
        tg.createTask(() => bad());
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(
        eg.message,
        "|",
        eg.errors.length,
        typeName(eg.errors[0]),
        str(eg.errors[0]),
      );
    }
    print(
      "sibling cancelled():",
      s.cancelled(),
      "main cancelling",
      currentTask()!.cancelling(),
    );
  }

  await run(main);
}
