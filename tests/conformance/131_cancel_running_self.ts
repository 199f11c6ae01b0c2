// deno-lint-ignore-file require-await
import {
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function quick() {
    print("quick runs although cancel is pending");
    return 1;
  }

  async function w() {
    currentTask()!.cancel();
    print("cancel requested, cancelling", currentTask()!.cancelling());
    await quick();
    try {
      await sleep(0);
      print("must not print");
    } catch (e) {
      except(e, CancelledError);
      print("CancelledError at sleep(0)");
      throw e;
    }
  }

  async function main() {
    const t = createTask(() => w());
    await wait([t]);
    print(t.cancelled());
  }

  await run(main);
}
