import {
  createTask,
  except,
  LifoQueue,
  print,
  PriorityQueue,
  Queue,
  QueueShutDown,
  run,
  sleep,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function joiner(q: Queue<number>) {
    await q.join();
    print("joined");
  }

  async function main() {
    for (
      const q of [
        new Queue<number>(),
        new LifoQueue<number>(),
        new PriorityQueue<number>(),
      ]
    ) {
      for (const n of [3, 1, 2]) {
        q.putNowait(n);
      }
      const j = createTask(() => joiner(q));
      await sleep(0);
      q.shutdown(true);
      print(q.qsize(), q.empty());
      await j;
      try {
        q.getNowait();
      } catch (e) {
        except(e, QueueShutDown);
        print("QueueShutDown");
      }
      try {
        q.taskDone();
      } catch (e) {
        except(e, ValueError);
        print(e);
      }
    }
  }

  await run(main);
}
