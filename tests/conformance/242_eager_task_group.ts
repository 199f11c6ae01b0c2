// deno-lint-ignore-file require-await
import {
  CancelledError,
  currentTask,
  eagerTaskFactory,
  except,
  ExceptionGroup,
  getRunningLoop,
  print,
  run,
  sleep,
  str,
  taskGroup,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad() {
    throw new ValueError("eager");
  }

  async function main() {
    getRunningLoop().setTaskFactory(eagerTaskFactory);
    try {
      await taskGroup(async (tg) => {
        tg.createTask(() => bad());
        // JavaScript: what an eager task did shows one microtask later.
        await null;
        print("after create_task, cancelling", currentTask()!.cancelling());
        try {
          await sleep(0);
          print("after sleep(0)");
        } catch (e) {
          except(e, CancelledError);
          print("CancelledError at sleep(0)");
          throw e;
        }
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(eg.errors.map((e) => str(e)));
    }
  }

  await run(main);
}
