import {
  Barrier,
  bytes,
  Condition,
  createTask,
  Event,
  except,
  gather,
  print,
  Queue,
  run,
  Semaphore,
  shield,
  sleep,
  StreamReader,
  TimeoutError,
  wait,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function late(name: string, aw: PromiseLike<unknown>) {
    try {
      await waitFor(aw, 20);
    } catch (e) {
      except(e, TimeoutError);
      print(name, "timeout");
    }
  }

  async function main() {
    const condition = new Condition();
    {
      using _permit = await condition.acquire();
      await late("condition", condition.wait());
      print(condition.locked());
      await late("predicate", condition.waitFor(() => false));
      print(condition.locked());
    }
    print(condition.locked());
    const queue = new Queue<unknown>(1);
    await late("get", queue.get());
    await queue.put(1);
    await late("put", queue.put(2));
    await late("join", queue.join());
    print(queue.qsize(), queue.getNowait());
    const barrier = new Barrier(2);
    await late("barrier", barrier.wait());
    print(barrier.nWaiting, barrier.broken);
    print(await gather([barrier.wait(), barrier.wait()]));
    const semaphore = new Semaphore(0);
    await late("semaphore", semaphore.acquire());
    semaphore.release();
    print(semaphore.locked());
    const event = new Event();
    await late("event", event.wait());
    const task = createTask(() => event.wait());
    await late("wait", wait([task]));
    await late("gather", gather([shield(task)]));
    print(task.done());
    await late("wait_for", waitFor(event.wait(), 1000));
    event.set();
    print(await task);
    const reader = new StreamReader();
    await late("readline", reader.readline());
    reader.feedData(bytes("line\n"));
    print(await waitFor(reader.readline(), 20));

    async function work() {
      try {
        await sleep(1000);
      } finally {
        await sleep(20);
        print("cleaned up");
      }
    }

    await late("work", work());
    print(await gather([queueItem(queue), sleep(20, "slept")]));
  }

  async function queueItem(queue: Queue<unknown>) {
    await queue.put("item");
    return await queue.get();
  }

  await run(main);
}
