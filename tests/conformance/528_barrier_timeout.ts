import {
  Barrier,
  createTask,
  except,
  print,
  run,
  sleep,
  TimeoutError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, barrier: Barrier, limit: number) {
    try {
      await waitFor(() => barrier.wait(), limit);
      print(name, "passed");
    } catch (e) {
      except(e, TimeoutError);
      print(name, "TimeoutError", barrier.nWaiting, barrier.broken);
    }
  }

  async function main() {
    const barrier = new Barrier(2);
    await w("alone", barrier, 20);
    const a = createTask(() => w("a", barrier, 1000));
    await sleep(20);
    await w("b", barrier, 1000);
    await a;
    print(barrier.nWaiting);
  }

  await run(main);
}
