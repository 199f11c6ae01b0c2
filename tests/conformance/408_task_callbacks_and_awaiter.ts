import {
  CancelledError,
  createTask,
  except,
  print,
  run,
  sleep,
  type Task,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w() {
    await sleep(0);
    print("w ends");
    return 5;
  }

  async function waiter(t: Task<number>) {
    try {
      print("waiter", await t);
    } catch (e) {
      except(e, CancelledError);
      print("waiter CancelledError");
    }
  }

  async function main() {
    const t = createTask(() => w());
    t.addDoneCallback((x) => print("callback 1", x === t, x.result()));
    const u = createTask(() => waiter(t));
    await sleep(0);
    t.addDoneCallback((_x) => print("callback 2"));
    await u;
    const c = createTask(() => w());
    c.addDoneCallback((x) => print("cancelled callback", x.cancelled()));
    c.cancel();
    await wait([c]);
    c.addDoneCallback((_x) => print("added afterwards"));
    await sleep(0);
  }

  await run(main);
}
