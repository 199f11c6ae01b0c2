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
  async function getter(name: string, q: Queue<number>) {
    try {
      print(name, await q.get());
    } catch (e) {
      except(e, QueueShutDown);
      print(name, "QueueShutDown");
    }
  }

  async function main() {
    const q = new Queue<number>();
    const ts = ["a", "b", "c"].map((n) => createTask(() => getter(n, q)));
    await sleep(0);
    ts[1].cancel();
    q.shutdown();
    await wait(ts);
    print(ts.map((t) => t.cancelled()));
    await getter("late", q);
    try {
      q.getNowait();
    } catch (e) {
      except(e, QueueShutDown);
      print("get_nowait QueueShutDown");
    }
    q.shutdown();
  }

  await run(main);
}
