import {
  args,
  CancelledError,
  createTask,
  except,
  getRunningLoop,
  print,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function ask(name: string, aw: PromiseLike<unknown>) {
    try {
      await aw;
    } catch (e) {
      except(e, CancelledError);
      print(name, args(e));
    }
  }

  async function main() {
    const task = createTask(() => sleep(1000));
    await sleep(0);
    task.cancel("stop");
    await ask("first", task);
    await ask("second", task);
    try {
      task.result();
    } catch (e) {
      except(e, CancelledError);
      print("result", args(e));
    }
    const early = createTask(() => sleep(1000));
    early.cancel("one");
    early.cancel("two");
    await ask("never started", early);
    try {
      early.exception();
    } catch (e) {
      except(e, CancelledError);
      print("exception", args(e));
    }
    const both = createTask(() => sleep(1000));
    let waiters = [..."ab"].map((name) => createTask(() => ask(name, both)));
    await sleep(0);
    both.cancel("both");
    await wait(waiters);
    const future = getRunningLoop().createFuture<void>();
    waiters = [..."cd"].map((name) => createTask(() => ask(name, future)));
    await sleep(0);
    future.cancel("future");
    await wait(waiters);
    await ask("later", future);
  }

  await run(main);
}
