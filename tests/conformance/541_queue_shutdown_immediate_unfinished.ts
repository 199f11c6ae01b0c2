import {
  createTask,
  except,
  print,
  Queue,
  range,
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
    const q = new Queue<number>();
    for (const n of range(4)) {
      q.putNowait(n);
    }
    print(await q.get(), await q.get());
    const j = createTask(() => joiner(q));
    await sleep(0);
    q.shutdown(true);
    await sleep(20);
    print("done", j.done());
    q.taskDone();
    await sleep(20);
    print("done", j.done());
    q.taskDone();
    await j;
    try {
      q.taskDone();
    } catch (e) {
      except(e, ValueError);
      print(e);
    }
  }

  await run(main);
}
