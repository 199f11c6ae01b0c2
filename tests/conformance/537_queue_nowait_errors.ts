// deno-lint-ignore-file require-await
import {
  args,
  except,
  LifoQueue,
  print,
  PriorityQueue,
  Queue,
  QueueEmpty,
  QueueFull,
  range,
  run,
  typeName,
} from "./_python.ts";

export default async function program() {
  async function main() {
    for (
      const q of [
        new Queue<number>(1),
        new LifoQueue<number>(1),
        new PriorityQueue<number>(1),
      ]
    ) {
      try {
        q.getNowait();
      } catch (e) {
        except(e, QueueEmpty);
        print(typeName(e), args(e));
      }
      q.putNowait(1);
      try {
        q.putNowait(2);
      } catch (e) {
        except(e, QueueFull);
        print(typeName(e), args(e));
      }
      print(q.qsize(), q.maxsize, q.full(), q.getNowait(), q.full());
    }
    const endless = new Queue<number>(-1);
    for (const i of range(100)) {
      endless.putNowait(i);
    }
    print(endless.qsize(), endless.full(), endless.maxsize);
  }

  await run(main);
}
