import {
  except,
  print,
  Queue,
  QueueShutDown,
  range,
  run,
  sleep,
  taskGroup,
} from "./_python.ts";

export default async function program() {
  async function* items(q: Queue<number>) {
    let n!: number;
    while (true) {
      try {
        n = await q.get();
      } catch (e) {
        except(e, QueueShutDown);
        return;
      }
      yield n;
    }
  }

  async function consumer(name: string, q: Queue<number>) {
    for await (const n of items(q)) {
      print(name, n);
      await sleep(0);
    }
    print(name, "ends");
  }

  async function main() {
    const q = new Queue<number>(2);
    await taskGroup(async (tg) => {
      tg.createTask(() => consumer("a", q));
      tg.createTask(() => consumer("b", q));
      for (const n of range(6)) {
        await q.put(n);
      }
      q.shutdown();
    });
    print(q.empty());
  }

  await run(main);
}
