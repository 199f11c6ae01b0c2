import {
  createTask,
  except,
  print,
  Queue,
  QueueShutDown,
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
      except(e, QueueShutDown);
      print("QueueShutDown", n);
    }
  }

  async function main() {
    const q = new Queue<number>(1);
    q.putNowait(0);
    const ts = [1, 2].map((n) => createTask(() => putter(n, q)));
    await sleep(0);
    q.shutdown();
    try {
      q.putNowait(3);
    } catch (e) {
      except(e, QueueShutDown);
      print("put_nowait QueueShutDown");
    }
    await wait(ts);
    print(q.qsize(), await q.get());
    try {
      await q.get();
    } catch (e) {
      except(e, QueueShutDown);
      print("get QueueShutDown");
    }
  }

  await run(main);
}
