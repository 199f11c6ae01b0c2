import {
  CancelledError,
  createTask,
  except,
  print,
  Queue,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function getter(name: string, q: Queue<number>) {
    try {
      print(name, await q.get());
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled", q.qsize());
      throw e;
    }
  }

  async function main() {
    const q = new Queue<number>();
    const a = createTask(() => getter("a", q));
    const b = createTask(() => getter("b", q));
    await sleep(0);
    q.putNowait(1);
    a.cancel();
    await wait([a, b]);
    print(a.cancelled(), b.cancelled(), q.qsize());
  }

  await run(main);
}
