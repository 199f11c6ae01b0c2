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
  async function w(name: string) {
    try {
      await sleep(40);
      print(name, "ends");
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled");
      throw e;
    }
  }

  async function waiter(ts: Task<void>[]) {
    try {
      await wait(ts);
    } catch (e) {
      except(e, CancelledError);
      print("waiter cancelled", ts.map((t) => t.done()));
      throw e;
    }
  }

  async function main() {
    const ts = ["a", "b"].map((n) => createTask(() => w(n)));
    const u = createTask(() => waiter(ts));
    await sleep(20);
    u.cancel();
    await wait([u]);
    const { done, pending } = await wait(ts);
    print(done.size, pending.size, u.cancelled());
  }

  await run(main);
}
