import {
  CancelledError,
  currentTask,
  except,
  print,
  run,
  sleep,
  typeName,
} from "./_python.ts";

export default async function program() {
  async function main() {
    currentTask()!.cancel();
    print("cancel requested");
    await sleep(0);
    print("not reached");
  }

  try {
    await run(main);
  } catch (e) {
    except(e, CancelledError);
    print("run raised", typeName(e));
  }
}
