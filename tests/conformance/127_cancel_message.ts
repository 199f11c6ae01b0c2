import {
  args,
  CancelledError,
  createTask,
  except,
  getRunningLoop,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w() {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("inside", args(e).items[0]);
      throw e;
    }
  }

  async function main() {
    const t = createTask(() => w());
    await sleep(0);
    t.cancel("stop please");
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      print("awaiter", args(e).items[0]);
    }
    const u = createTask(() => w());
    u.cancel("before start");
    try {
      await u;
    } catch (e) {
      except(e, CancelledError);
      print("not started", args(e).items[0]);
    }
    const f = getRunningLoop().createFuture();
    f.cancel("future message");
    try {
      await f;
    } catch (e) {
      except(e, CancelledError);
      print("future", args(e).items[0]);
    }
  }

  await run(main);
}
