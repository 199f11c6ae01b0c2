import {
  Barrier,
  BrokenBarrierError,
  createTask,
  except,
  gather,
  print,
  run,
  sleep,
  str,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, barrier: Barrier) {
    try {
      await barrier.wait();
      print(name, "passed");
    } catch (e) {
      except(e, BrokenBarrierError);
      print(name, "BrokenBarrierError", str(e));
    }
  }

  async function main() {
    const barrier = new Barrier(2);
    const a = createTask(() => w("a", barrier));
    await sleep(0);
    print("n_waiting", barrier.nWaiting);
    await barrier.abort();
    await a;
    print("broken", barrier.broken);
    await w("b", barrier);
    await barrier.reset();
    print("broken", barrier.broken);
    const c = createTask(() => w("c", barrier));
    await sleep(0);
    await barrier.reset();
    await c;
    await gather([() => w("d", barrier), () => w("e", barrier)]);
  }

  await run(main);
}
