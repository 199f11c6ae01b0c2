import {
  args,
  CancelledError,
  createTask,
  currentTask,
  eagerTaskFactory,
  except,
  getRunningLoop,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w() {
    try {
      print("begins");
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("CancelledError", args(e));
      throw e;
    }
  }

  async function selfish() {
    currentTask()!.cancel("self");
    print("goes on");
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("selfish CancelledError", args(e));
      throw e;
    }
  }

  async function main() {
    getRunningLoop().setTaskFactory(eagerTaskFactory);
    const t = createTask(() => w());
    print("cancel", t.cancel("now"));
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      print(t.cancelled(), t.cancelling());
    }
    const s = createTask(() => selfish());
    try {
      await s;
    } catch (e) {
      except(e, CancelledError);
      print(s.cancelled(), s.cancelling());
    }
  }

  await run(main);
}
