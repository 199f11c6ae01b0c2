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
  taskGroup,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad() {
    await sleep(20);
    print("bad raises");
    throw new ValueError("inner");
  }

  async function w(name: string) {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled");
      throw e;
    }
  }

  async function main() {
    try {
      await taskGroup(async (tg1) => {
        tg1.createTask(() => w("outer child"));
        try {
          await taskGroup(async (tg2) => {
            tg2.createTask(() => w("inner child"));
            tg2.createTask(() => bad());
          });
        } finally {
          print("inner block left, cancelling", currentTask()!.cancelling());
        }
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(
        eg.errors.length,
        (eg.errors[0] as ExceptionGroup).errors.map((e) => str(e)),
      );
    }
  }

  await run(main);
}
