import {
  except,
  LifoQueue,
  print,
  PriorityQueue,
  Queue,
  run,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    for (
      const q of [
        new Queue<number>(),
        new LifoQueue<number>(),
        new PriorityQueue<number>(),
      ]
    ) {
      try {
        q.taskDone();
      } catch (e) {
        except(e, ValueError);
        print(e);
      }
      await q.put(1);
      q.taskDone();
      try {
        q.taskDone();
      } catch (e) {
        except(e, ValueError);
        print(e);
      }
      print(q.qsize());
    }
  }

  await run(main);
}
