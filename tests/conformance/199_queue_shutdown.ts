import {
  createTask,
  except,
  print,
  Queue,
  QueueShutDown,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function getter(name: string, q: Queue<number>) {
    try {
      while (true) {
        print(name, "got", await q.get());
      }
    } catch (e) {
      except(e, QueueShutDown);
      print(name, "QueueShutDown");
    }
  }

  async function main() {
    const q = new Queue<number>();
    q.putNowait(1);
    q.putNowait(2);
    q.shutdown();
    try {
      await q.put(3);
    } catch (e) {
      except(e, QueueShutDown);
      print("put QueueShutDown");
    }
    await getter("a", q);
    const q2 = new Queue<number>();
    const t = createTask(() => getter("b", q2));
    await sleep(0);
    q2.shutdown();
    await t;
  }

  await run(main);
}
