import {
  createTask,
  except,
  print,
  Queue,
  QueueShutDown,
  range,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function worker(q: Queue<number>) {
    let n!: number;
    while (true) {
      try {
        n = await q.get();
      } catch (e) {
        except(e, QueueShutDown);
        print("worker ends");
        return;
      }
      await sleep(20);
      print("done", n);
      q.taskDone();
    }
  }

  async function main() {
    const q = new Queue<number>();
    for (const n of range(3)) {
      q.putNowait(n);
    }
    q.shutdown();
    const t = createTask(() => worker(q));
    await q.join();
    print("joined", t.done());
    await t;
  }

  await run(main);
}
