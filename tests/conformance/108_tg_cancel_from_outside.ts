// deno-lint-ignore-file require-await
import {
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  run,
  sleep,
  taskGroup,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(name: string) {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled");
      await sleep(0);
      throw e;
    }
  }

  async function parent() {
    try {
      await taskGroup(async (tg) => {
        tg.createTask(() => w("child"));
      });
    } catch (e) {
      except(e, CancelledError);
      print("parent CancelledError, cancelling", currentTask()!.cancelling());
      throw e;
    }
  }

  async function main() {
    const t = createTask(() => parent());
    await sleep(20);
    t.cancel();
    await wait([t]);
    print("parent cancelled", t.cancelled());
  }

  await run(main);
}
