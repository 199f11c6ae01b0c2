import {
  createTask,
  except,
  print,
  Queue,
  range,
  run,
  sleep,
  str,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function worker(q: Queue<number>) {
    while (true) {
      const item = await q.get();
      await sleep(0);
      print("processed", item);
      q.taskDone();
    }
  }

  async function main() {
    const q = new Queue<number>();
    await q.join();
    print("join on empty returns");
    const w = createTask(() => worker(q));
    for (const i of range(3)) {
      q.putNowait(i);
    }
    await q.join();
    print("joined");
    w.cancel();
    try {
      q.taskDone();
    } catch (e) {
      except(e, ValueError);
      print("ValueError", str(e));
    }
  }

  await run(main);
}
