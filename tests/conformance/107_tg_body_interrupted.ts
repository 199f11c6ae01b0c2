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
    throw new ValueError("bad");
  }

  async function main() {
    try {
      await taskGroup(async (tg) => {
        tg.createTask(() => bad());
        try {
          await sleep(10_000);
        } catch (e) {
          except(e, CancelledError);
          print("body cancelled, cancelling", currentTask()!.cancelling());
          throw e;
        }
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(
        eg.errors.map((e) => str(e)),
        "cancelling",
        currentTask()!.cancelling(),
      );
    }
    await sleep(0);
    print("main goes on");
  }

  await run(main);
}
