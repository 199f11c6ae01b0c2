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
  async function putter(n: number, q: Queue<number>) {
    try {
      await q.put(n);
      print("put", n);
    } catch (e) {
      except(e, CancelledError);
      print("cancelled", n);
      throw e;
    }
  }

  async function main() {
    const q = new Queue<number>(1);
    q.putNowait(0);
    const ts = [1, 2, 3].map((n) => createTask(() => putter(n, q)));
    await sleep(0);
    print("got", q.getNowait());
    ts[0].cancel();
    await sleep(0);
    await sleep(0);
    print(ts.map((t) => t.done()), q.qsize());
    print("got", await q.get());
    await wait(ts);
    print("got", q.getNowait(), q.empty());
  }

  await run(main);
}
