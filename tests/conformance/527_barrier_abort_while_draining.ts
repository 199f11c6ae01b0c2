import {
  Barrier,
  BrokenBarrierError,
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
      except(e, BrokenBarrierError);
      print(name, "broken");
    }
  }

  async function main() {
    const barrier = new Barrier(2);
    const a = createTask(() => w("a", barrier));
    await sleep(0);
    await w("main", barrier);
    await barrier.abort();
    await a;
    await w("late", barrier);
    print(barrier.broken, barrier.nWaiting);
    await barrier.reset();
    const b = createTask(() => w("b", barrier));
    const c = createTask(() => w("c", barrier));
    await wait([b, c]);
    print(barrier.broken);
  }

  await run(main);
}
