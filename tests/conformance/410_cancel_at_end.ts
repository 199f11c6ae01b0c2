// deno-lint-ignore-file require-await
import {
  args,
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  run,
  typeName,
  ValueError,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w() {
    currentTask()!.cancel("too late");
    print("last step");
    return "value";
  }

  async function raises() {
    currentTask()!.cancel();
    throw new ValueError("wins");
  }

  async function main() {
    const t = createTask(() => w());
    try {
      print("result", await t);
    } catch (e) {
      except(e, CancelledError);
      print("CancelledError", args(e));
    }
    print(t.cancelled(), t.cancelling());
    const u = createTask(() => raises());
    await wait([u]);
    print(u.cancelled(), typeName(u.exception()));
  }

  await run(main);
}
