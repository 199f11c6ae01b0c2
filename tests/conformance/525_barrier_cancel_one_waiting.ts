import {
  Barrier,
  CancelledError,
  createTask,
  except,
  print,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, barrier: Barrier) {
    try {
      await barrier.wait();
      print(name, "passed");
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled");
      throw e;
    }
  }

  async function main() {
    const barrier = new Barrier(3);
    const a = createTask(() => w("a", barrier));
    const b = createTask(() => w("b", barrier));
    await sleep(0);
    print(barrier.nWaiting);
    a.cancel();
    await wait([a]);
    print(barrier.nWaiting, barrier.broken);
    const c = createTask(() => w("c", barrier));
    const d = createTask(() => w("d", barrier));
    await wait([b, c, d]);
    print(barrier.nWaiting, barrier.broken);
  }

  await run(main);
}
