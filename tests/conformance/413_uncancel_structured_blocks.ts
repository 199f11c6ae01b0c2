import {
  CancelledError,
  createTask,
  currentTask,
  except,
  getRunningLoop,
  print,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function block(delay: number, work: number) {
    const task = currentTask()!;
    let own = false as boolean;

    function expire() {
      own = true;
      task.cancel();
    }

    const handle = getRunningLoop().callLater(delay, expire);
    try {
      await sleep(work);
      return "finished";
    } catch (e) {
      except(e, CancelledError);
      if (own && task.uncancel() === 0) {
        return "expired";
      }
      throw e;
    } finally {
      handle.cancel();
    }
  }

  async function main() {
    print(await block(40, 20));
    print(await block(20, 40), currentTask()!.cancelling());
    const t = createTask(() => block(60, 10_000));
    await sleep(20);
    t.cancel();
    await wait([t]);
    print("foreign", t.cancelled(), t.cancelling());
    const u = createTask(() => block(20, 10_000));
    await sleep(0);
    getRunningLoop().callLater(20, () => u.cancel());
    await wait([u]);
    print("both", u.cancelled(), u.cancelling());
  }

  await run(main);
}
