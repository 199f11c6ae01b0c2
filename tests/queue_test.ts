import { assertEquals } from "@std/assert";
import {
  createTask,
  gather,
  getRunningLoop,
  LifoQueue,
  PriorityQueue,
  Queue,
  sleep,
} from "../mod.ts";
import { thrownBy, transcript } from "./_transcript.ts";

const time = () => getRunningLoop().time();

Deno.test("Queue: first in, first out; sizes; what Nowait throws", () => {
  const queue = new Queue<number>(2);
  assertEquals(
    [
      [queue.empty(), queue.full(), queue.qsize(), queue.maxsize],
      thrownBy(() => queue.getNowait()),
      queue.putNowait(1),
      queue.putNowait(2),
      [queue.empty(), queue.full(), queue.qsize(), queue.maxsize],
      thrownBy(() => queue.putNowait(3)),
      queue.getNowait(),
      queue.getNowait(),
    ],
    [
      [true, false, 0, 2],
      "QueueEmpty",
      undefined,
      undefined,
      [false, true, 2, 2],
      "QueueFull",
      1,
      2,
    ],
  );
});

Deno.test("`Queue.get()` waits when empty, `Queue.put()` when full", async () => {
  assertEquals(
    await transcript(async (log) => {
      const queue = new Queue<number>(1);
      const producer = createTask(async () => {
        for (let item = 0; item < 3; item++) {
          await queue.put(item);
          log("put", item, "at", time());
        }
      });
      for (let i = 0; i < 3; i++) {
        await sleep(10);
        log("got", await queue.get());
      }
      await producer;
      getRunningLoop().callLater(5, () => queue.putNowait(9));
      log("got", await queue.get(), "at", time());
    }),
    [
      "put 0 at 0",
      "got 0",
      "put 1 at 10",
      "got 1",
      "put 2 at 20",
      "got 2",
      "got 9 at 35",
    ],
  );
});

Deno.test("getters and putters are served in order", async () => {
  assertEquals(
    await transcript(async (log) => {
      const queue = new Queue<number>(1);
      const getters = ["a", "b", "c"].map((name) =>
        createTask(async () => log(name, await queue.get()))
      );
      await sleep(0);
      const putters = [1, 2, 3].map((item) =>
        createTask(() => queue.put(item))
      );
      await gather([...getters, ...putters]);
    }),
    ["a 1", "b 2", "c 3"],
  );
});

Deno.test("join() waits until every item was worked off", async () => {
  assertEquals(
    await transcript(async (log) => {
      const queue = new Queue<number>();
      await queue.join();
      for (const item of [1, 2]) queue.putNowait(item);
      const worker = createTask(async () => {
        for (;;) {
          await queue.get();
          await sleep(10);
          queue.taskDone();
        }
      });
      await queue.join();
      log("joined at", time());
      worker.cancel();
      log(thrownBy(() => queue.taskDone()));
    }),
    ["joined at 20", "RangeError: task_done() called too many times"],
  );
});

Deno.test("shutdown(): what is there can still be got; then, and to putters, QueueShutDown", async () => {
  assertEquals(
    await transcript(async (log) => {
      const queue = new Queue<number>(1);
      queue.putNowait(1);
      const putter = createTask(() => queue.put(2));
      await sleep(0);
      queue.shutdown();
      await putter.catch((error) => log("putter", error));
      log(await queue.get());
      await queue.get().catch(log);
      log(
        thrownBy(() => queue.getNowait()),
        thrownBy(() => queue.putNowait(3)),
      );
      await queue.put(3).catch(log);

      const empty = new Queue<number>();
      const getters = [1, 2].map(() => createTask(() => empty.get()));
      await sleep(0);
      empty.shutdown();
      for (const getter of getters) {
        await getter.catch((error) => log("getter", error));
      }
    }),
    [
      "putter QueueShutDown",
      "1",
      "QueueShutDown",
      "QueueShutDown QueueShutDown",
      "QueueShutDown",
      "getter QueueShutDown",
      "getter QueueShutDown",
    ],
  );
});

Deno.test("shutdown(true) drops what is there and lets join() go", async () => {
  assertEquals(
    await transcript(async (log) => {
      const queue = new Queue<number>();
      queue.putNowait(1);
      queue.putNowait(2);
      const joiner = createTask(() => queue.join().then(() => log("joined")));
      await sleep(0);
      queue.shutdown(true);
      await joiner;
      log(queue.qsize());
      await queue.get().catch(log);
    }),
    ["joined", "0", "QueueShutDown"],
  );
});

Deno.test("`for await` gets until the queue is shut down and empty", async () => {
  assertEquals(
    await transcript(async (log) => {
      const queue = new Queue<number>(2);
      createTask(async () => {
        for (const item of [1, 2, 3]) await queue.put(item);
        queue.shutdown();
      });
      for await (const item of queue) log(item);
      log("end");
      const other = new Queue<number>();
      other.putNowait(1);
      other.putNowait(2);
      for await (const item of other) {
        log("first", item);
        break;
      }
      log("left", other.qsize());
    }),
    ["1", "2", "3", "end", "first 1", "left 1"],
  );
});

Deno.test("PriorityQueue: smallest first, by `<` or a comparison", async () => {
  const drain = <T>(queue: Queue<T>) => {
    const items: T[] = [];
    while (!queue.empty()) items.push(queue.getNowait());
    return items;
  };
  const numbers = new PriorityQueue<number>();
  for (let i = 0; i < 200; i++) numbers.putNowait((i * 73) % 200);
  const jobs = new PriorityQueue<[number, string]>(0, (a, b) => b[0] - a[0]);
  for (const job of [[1, "a"], [3, "b"], [2, "c"]] as const) {
    await jobs.put([...job]);
  }
  assertEquals(
    [drain(numbers), drain(jobs).map(([, name]) => name).join("")],
    [Array.from({ length: 200 }, (_, i) => i), "bca"],
  );
});

Deno.test("a comparison that throws loses no item and wakes nobody for nothing", async () => {
  assertEquals(
    await transcript(async (log) => {
      let broken = false;
      const queue = new PriorityQueue<number>(0, (a, b) => {
        if (broken) throw new TypeError("in compare()");
        return a - b;
      });
      for (const item of [3, 1, 2]) queue.putNowait(item);
      broken = true;
      log(thrownBy(() => queue.putNowait(0)), queue.qsize());
      log(thrownBy(() => queue.getNowait()), queue.qsize());
      await queue.put(0).catch(log);
      broken = false;
      log(queue.getNowait(), queue.getNowait(), queue.getNowait());
    }),
    [
      "TypeError: in compare() 3",
      "TypeError: in compare() 3",
      "TypeError: in compare()",
      "1 2 3",
    ],
  );
});

Deno.test("a comparison that throws for a woken putter or getter reaches its task", async () => {
  assertEquals(
    await transcript(async (log) => {
      let broken = false;
      const queue = new PriorityQueue<number>(2, (a, b) => {
        if (broken) throw new TypeError("in compare()");
        return a - b;
      });
      queue.putNowait(1);
      queue.putNowait(2);
      const putter = createTask(() => queue.put(3));
      await sleep(0);
      log(queue.getNowait());
      broken = true;
      await putter.catch((error) => log("putter", error));
      broken = false;
      log(queue.getNowait(), queue.empty());
      const getter = createTask(() => queue.get());
      await sleep(0);
      queue.putNowait(5);
      log(await getter);
    }),
    ["1", "putter TypeError: in compare()", "2 true", "5"],
  );
});

Deno.test("LifoQueue: last in, first out", () => {
  const queue = new LifoQueue<number>(3);
  for (const item of [1, 2, 3]) queue.putNowait(item);
  assertEquals(
    [queue.full(), queue.getNowait(), queue.getNowait(), queue.getNowait()],
    [true, 3, 2, 1],
  );
});

Deno.test("sizes: 0 and less is any number; what is no number is refused", () => {
  assertEquals(
    [
      new Queue(0).full(),
      new Queue(-1).full(),
      thrownBy(() => new Queue(NaN)),
      thrownBy(() => new Queue("1" as never)),
      thrownBy(() => new PriorityQueue(0, 1 as never)),
    ],
    [
      false,
      false,
      "RangeError: Queue maxsize must be a number, got NaN",
      "RangeError: Queue maxsize must be a number, got 1",
      "TypeError: a compare function was expected, got 1",
    ],
  );
});

Deno.test("100,000 items through a long queue keep their order", async () => {
  assertEquals(
    await transcript(async (log) => {
      const queue = new Queue<number>();
      let next = 0;
      const consumer = createTask(async () => {
        for await (const item of queue) {
          if (item !== next++) log("out of order", item);
        }
      });
      for (let round = 0; round < 10; round++) {
        for (let i = 0; i < 10_000; i++) queue.putNowait(round * 10_000 + i);
        await sleep(0);
      }
      queue.shutdown();
      await consumer;
      log(next);
    }),
    ["100000"],
  );
});

Deno.test("a getter that is cancelled beside a woken one leaves the order of the others", async () => {
  assertEquals(
    await transcript(async (log) => {
      const queue = new Queue<number>();
      const getters = ["a", "b", "c", "d"].map((name) =>
        createTask(async () => log(name, await queue.get()))
      );
      await sleep(0);
      getters[1].cancel();
      queue.putNowait(1);
      await sleep(0);
      queue.putNowait(2);
      queue.putNowait(3);
      await gather(getters, { returnExceptions: true });
    }),
    ["a 1", "c 2", "d 3"],
  );
});

Deno.test("a putter that is cancelled beside a woken one leaves the order of the others", async () => {
  assertEquals(
    await transcript(async (log) => {
      const queue = new Queue<string>(1);
      queue.putNowait("first");
      const putters = ["a", "b", "c", "d"].map((name) =>
        createTask(() => queue.put(name))
      );
      await sleep(0);
      putters[1].cancel();
      log(queue.getNowait());
      await sleep(0);
      for (let i = 0; i < 3; i++) log(await queue.get());
      await gather(putters, { returnExceptions: true });
    }),
    ["first", "a", "c", "d"],
  );
});
