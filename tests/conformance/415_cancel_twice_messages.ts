import {
  args,
  CancelledError,
  createTask,
  except,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function waits() {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("waiting:", args(e));
    }
    await sleep(0);
    print("waiting goes on");
  }

  async function spins() {
    try {
      await sleep(0);
    } catch (e) {
      except(e, CancelledError);
      print("spinning:", args(e));
    }
    await sleep(0);
    print("spinning goes on");
  }

  async function main() {
    for (const f of [waits, spins]) {
      const t = createTask(() => f());
      await sleep(0);
      t.cancel("first");
      t.cancel("second");
      await t;
      print(t.cancelling(), t.cancelled());
    }
    const n = createTask(() => waits());
    n.cancel("first");
    n.cancel("second");
    try {
      await n;
    } catch (e) {
      except(e, CancelledError);
      print("not started:", args(e));
    }
  }

  await run(main);
}
