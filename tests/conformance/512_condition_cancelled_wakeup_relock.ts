import {
  args,
  CancelledError,
  Condition,
  createTask,
  currentTask,
  except,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w(cond: Condition) {
    const permit = await cond.acquire();
    try {
      try {
        await cond.wait();
      } catch (e) {
        except(e, CancelledError);
        print("cancelled", args(e), "cancelling", currentTask()!.cancelling());
        throw e;
      }
    } finally {
      permit.release();
    }
  }

  async function main() {
    const cond = new Condition();
    const t = createTask(() => w(cond));
    await sleep(0);
    await cond.acquire();
    cond.notify();
    await sleep(0);
    for (const message of ["first", "second", "third"]) {
      t.cancel(message);
      await sleep(0);
      print("done", t.done());
    }
    cond.release();
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      print("awaiter", args(e));
    }
    print("locked", cond.locked());
  }

  await run(main);
}
