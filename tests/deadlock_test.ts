// @run --allow-read=$TMPDIR --allow-write=$TMPDIR --allow-run=deno
// Deadlocks: what is one, how it is told, and how a program goes on after it.
import { assertEquals, assertRejects } from "@std/assert";
import {
  abortable,
  asCompleted,
  Barrier,
  Condition,
  createTask,
  currentTask,
  Event,
  gather,
  getRunningLoop,
  Lock,
  Queue,
  run,
  RuntimeError,
  Semaphore,
  sleep,
  type Task,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";
import { runChild } from "./_child.ts";
import { transcript, words } from "./_transcript.ts";

// Where waits stand is told by some engines only, and in exact lines below.
const placeless = (text: string) => text.replace(/ at \S+:\d+:\d+/g, "");

/** What a report says after its first line. */
async function deadlock(main: () => Promise<unknown>): Promise<string[]> {
  const error = await assertRejects(
    () => run(main, { loopFactory: newVirtualLoop }),
    RuntimeError,
  );
  const lines = placeless(error.message).split("\n");
  assertEquals(
    lines.shift(),
    "deadlock: every task waits and nothing can wake one",
  );
  return lines.map((line) => line.slice(2).replace(/Task-\d+/, "main"));
}

Deno.test("a deadlock report names the cycle", async () => {
  const lines = await deadlock(async () => {
    const [one, two] = [new Lock(), new Lock()];
    const work = (first: Lock, second: Lock) => async () => {
      using _first = await first.acquire();
      await sleep(0);
      using _second = await second.acquire();
    };
    await gather([
      createTask(work(one, two), { name: "a" }),
      createTask(work(two, one), { name: "b" }),
    ]);
  });
  assertEquals(lines, [
    "cycle: a waits for Lock.acquire() held by b",
    "  which waits for Lock.acquire() held by a",
    "main waits for gather() of a, b",
  ]);
});

Deno.test("a deadlock report names a ring of tasks", async () => {
  const lines = await deadlock(async () => {
    const tasks: Task<unknown>[] = [];
    for (const index of [0, 1]) {
      tasks.push(createTask(async () => {
        await sleep(1);
        await tasks[1 - index];
      }, { name: `task ${index}` }));
    }
    await sleep(5);
    await tasks[0];
  });
  assertEquals(lines, [
    "cycle: task 0 waits for task 1",
    "  which waits for task 0",
    "main waits for task 0",
  ]);
});

Deno.test("a deadlock report follows the chain to its end", async () => {
  const lines = await deadlock(async () => {
    const lock = new Lock();
    const queue = new Queue();
    createTask(async () => {
      using _permit = await lock.acquire();
      await queue.get();
    }, { name: "consumer" });
    await sleep(0);
    await createTask(() => lock.acquire(), { name: "next" });
  });
  assertEquals(lines, [
    "main waits for next",
    "  which waits for Lock.acquire() held by consumer",
    "  which waits for Queue.get() on an empty queue that nobody puts to",
  ]);
});

Deno.test("a deadlock report says what is missing", async () => {
  const lines = await deadlock(async () => {
    const lock = new Lock();
    const full = new Queue(1);
    full.putNowait(1);
    const condition = new Condition();
    await createTask(() => lock.acquire(), { name: "gone" });
    const works: [string, () => Promise<unknown>][] = [
      ["event", () => new Event().wait()],
      ["get", () => new Queue().get()],
      ["put", () => full.put(2)],
      ["join", () => full.join()],
      ["permit", () => new Semaphore(0).acquire()],
      ["barrier", () => new Barrier(2).wait()],
      ["lock", () => lock.acquire()],
      ["condition", async () => {
        using _permit = await condition.acquire();
        await condition.wait();
      }],
      ["twice", async () => {
        const own = new Lock();
        await own.acquire();
        await own.acquire();
      }],
    ];
    const tasks = works.map(([name, work]) => createTask(work, { name }));
    for await (const _ of asCompleted(tasks));
  });
  assertEquals(lines, [
    "cycle: twice waits for Lock.acquire() held by itself",
    "main waits for asCompleted()",
    "event waits for Event.wait() on an event that nobody sets",
    "get waits for Queue.get() on an empty queue that nobody puts to",
    "put waits for Queue.put() on a full queue that nobody gets from",
    "join waits for Queue.join(): an item lacks its taskDone()",
    "permit waits for Semaphore.acquire() for a permit that nobody releases",
    "barrier waits for Barrier.wait(): 1 of 2 have come",
    "lock waits for Lock.acquire() held by gone, which ended without releasing it",
    "condition waits for Condition.wait() on a condition that nobody notifies",
  ]);
});

Deno.test("a deadlock report names ten of many, and counts the rest", async () => {
  const wait = () => new Event().wait();
  const first = async (count: number) => {
    const named = (_: unknown, n: number) =>
      createTask(wait, { name: `t${n + 1}` });
    const lines = await deadlock(() =>
      gather(Array.from({ length: count }, named))
    );
    return lines[0];
  };
  const ten =
    "main waits for gather() of t1, t2, t3, t4, t5, t6, t7, t8, t9, t10";
  assertEquals(
    [await first(10), await first(11), await first(2000)],
    [ten, `${ten}, 1 more`, `${ten}, 1990 more`],
  );
});

Deno.test("deadlock: main gets a RuntimeError that names who waits for what", async () => {
  const lines = await transcript(async (log) => {
    currentTask()!.setName("main");
    createTask(() => new Queue().get(), { name: "consumer" });
    createTask(() => new Semaphore(0).acquire(), { name: "guest" });
    const inner = createTask(() => new Event().wait(), { name: "inner" });
    createTask(() => inner, { name: "outer" });
    try {
      await new Event().wait();
    } finally {
      log("cleanup");
    }
  });
  assertEquals(
    lines.map(placeless),
    [
      "cleanup",
      [
        "run() throws RuntimeError: deadlock: every task waits and nothing can wake one",
        "  main waits for Event.wait() on an event that nobody sets",
        "  consumer waits for Queue.get() on an empty queue that nobody puts to",
        "  guest waits for Semaphore.acquire() for a permit that nobody releases",
        "  outer waits for inner",
        "    which waits for Event.wait() on an event that nobody sets",
      ].join("\n"),
    ],
  );
});

Deno.test("no deadlock: a timer, a promise of the host's, or abortable() can still wake a task", async () => {
  const event = new Event();
  assertEquals(
    await run(async () => {
      getRunningLoop().callLater(1000, () => event.set());
      await event.wait();
      event.clear();
      createTask(async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        event.set();
      });
      await event.wait();
      event.clear();
      createTask(() =>
        abortable(async () => {
          await new Promise((resolve) => setTimeout(resolve, 1));
          event.set();
        })
      );
      return await event.wait();
    }, { loopFactory: newVirtualLoop }),
    true,
  );
});

Deno.test("an un-awaited run() that nothing can wake is told so before the program ends", async () => {
  const { code, out, err } = await runChild(`
      run(async () => {
        createTask(() => new Event().wait(), { name: "other" });
        await new Queue().get();
      }).catch((error) => console.log(error.name, error.message));`);
  assertEquals([code, ...out, ...err], [
    0,
    "RuntimeError deadlock: every task waits and nothing can wake one",
    "  Task-1 waits for Queue.get() on an empty queue that nobody puts to at program.ts:3:9",
    "  other waits for Event.wait() on an event that nobody sets",
  ]);
});

/** Runs a main in a file of its own, and gives what the report says line by line. */
async function placesIn(main: string): Promise<string[]> {
  const { out, err } = await runChild(`async function main() {
${main}
}
try {
  await run(main, { loopFactory: newVirtualLoop });
} catch (error) {
  console.log(error.message);
  if (error.cause !== undefined) console.log("cause:", error.cause);
}`);
  assertEquals(err, []);
  return out.slice(1).map((line) => line.replace(/^ {2}/, ""));
}

Deno.test("a deadlock report has the line of each wait, without debug mode", async () => {
  assertEquals(
    await placesIn(`
    const [lock, queue, condition] = [new Lock(), new Queue(), new Condition()];
    await lock.acquire();
    const full = new Queue(1);
    full.putNowait(1);
    async function work() {
      using _permit = await condition.acquire();
      await condition.wait();
    }
    async function deep() {
      await timeout(null, async () => {
        await new Barrier(2).wait();
      });
    }
    const inner = async () => {
      await new Event().wait();
    };
    const named = (name, work) => createTask(work, { name });
    named("lock", async () => {
      using _permit = await lock.acquire();
    });
    named("get", async () => await queue.get());
    named("put", async () => await full.put(2));
    named("join", async () => {
      await full.join();
    });
    named("permit", async () => {
      await new Semaphore(0).acquire();
    });
    named("condition", work);
    named("barrier", deep);
    named("future", async () => {
      await getRunningLoop().createFuture();
    });
    named("group", async () => {
      await taskGroup(async (group) => {
        group.createTask(inner, { name: "member" });
      });
    });
    named("all", async () => {
      await Promise.all([
        new Event().wait(),
        queue.get().then((item) => item),
      ]);
    });
    named("waitFor", async () => {
      await waitFor(shield(named("shielded", inner)), null);
    });
    named("each", async () => {
      for await (const _ of asCompleted([named("one", inner)]));
    });
    await gather([inner, named("another", inner)]);`),
    [
      "lock waits for Lock.acquire() held by Task-1 at program.ts:21:23",
      "  which waits for gather() of another, Task-2 at program.ts:53:5",
      "get waits for Queue.get() on an empty queue that nobody puts to at program.ts:23:30",
      "put waits for Queue.put() on a full queue that nobody gets from at program.ts:24:30",
      "join waits for Queue.join(): an item lacks its taskDone() at program.ts:26:7",
      "permit waits for Semaphore.acquire() for a permit that nobody releases at program.ts:29:7",
      "condition waits for Condition.wait() on a condition that nobody notifies at program.ts:9:7",
      "barrier waits for Barrier.wait(): 1 of 2 have come at program.ts:13:9",
      "future waits for <Future pending> at program.ts:34:7",
      "group waits for taskGroup() of member at program.ts:37:7",
      "  which waits for Event.wait() on an event that nobody sets at program.ts:17:7",
      "all waits for Event.wait() on an event that nobody sets at program.ts:42:7 and Queue.get() on an empty queue that nobody puts to at program.ts:42:7",
      "waitFor waits for shield() of shielded at program.ts:48:7",
      "  which waits for Event.wait() on an event that nobody sets at program.ts:17:7",
      "each waits for asCompleted() at program.ts:51:24",
      "another waits for Event.wait() on an event that nobody sets at program.ts:17:7",
      "Task-2 waits for Event.wait() on an event that nobody sets at program.ts:17:7",
      "one waits for Event.wait() on an event that nobody sets at program.ts:17:7",
    ],
  );
});

Deno.test("who hands a wait over without awaiting it has no line; debug mode has", async () => {
  assertEquals(
    await placesIn(`
    await createTask(() => new Queue().get(), { name: "hasty" });`),
    [
      "Task-1 waits for hasty at program.ts:3:5",
      "  which waits for Queue.get() on an empty queue that nobody puts to",
      "cause: run(main, { debug: true }) names the line of each wait",
    ],
  );
});

Deno.test("functions that a program itself gives to then() are called with values only", async () => {
  const seen = await run(async () => {
    const future = getRunningLoop().createFuture<string>();
    const log: unknown[] = [];
    const listener = createTask(async () => {
      await future.then(
        (value) => log.push(value),
        (error) => log.push(error),
      );
    });
    const waiter = createTask(() =>
      new Promise((resolve, reject) =>
        future.then((value) => resolve(value), (error) => reject(error))
      )
    );
    await assertRejects(() => new Event().wait(), RuntimeError);
    log.push("deadlock");
    future.setResult("value");
    log.push(await waiter);
    await listener;
    return log;
  }, { loopFactory: newVirtualLoop });
  assertEquals(seen, ["deadlock", "value", "value"]);
});

Deno.test("after a deadlock the tasks that were told are cancelled, and clean up", async () => {
  const lines = await transcript(async (log) => {
    const lock = new Lock();
    const queue = new Queue();
    const work = (name: string, wait: () => PromiseLike<unknown>) =>
      createTask(async () => {
        try {
          await wait();
        } catch (error) {
          log(name, words(error));
          throw error;
        } finally {
          await sleep(1);
          log(name, "has cleaned up");
        }
      }, { name });
    await lock.acquire();
    const tasks = [
      work("lock", () => lock.acquire()),
      work("queue", () => queue.get()),
      work("future", () => getRunningLoop().createFuture()),
    ];
    tasks.push(work("task", () => tasks[1] as Task<unknown>));
    await new Event().wait();
  });
  assertEquals(lines.map((line) => line.split("\n")[0]), [
    "lock CancelledError",
    "queue CancelledError",
    "future CancelledError",
    "lock has cleaned up",
    "queue has cleaned up",
    "future has cleaned up",
    "task CancelledError",
    "task has cleaned up",
    "run() throws RuntimeError: deadlock: every task waits and nothing can wake one",
  ]);
});

Deno.test("a main that catches a deadlock goes on, and what waited is woken once", async () => {
  const lines = await transcript(async (log) => {
    const event = new Event();
    const queue = new Queue<string>();
    const lock = new Lock();
    const permit = await lock.acquire();
    const future = getRunningLoop().createFuture<string>();
    const results = gather([
      async () => `event: ${await event.wait()}`,
      async () => `item: ${await queue.get()}`,
      async () => `another: ${await queue.get()}`,
      async () => `future: ${await future}`,
      async () => {
        using _permit = await lock.acquire();
        return "lock";
      },
    ]);
    // Told twice: a wait that was asked once can be asked again.
    for (const _ of [1, 2]) {
      await new Event().wait().catch((error) => log(error.name));
    }
    event.set();
    queue.putNowait("one");
    queue.putNowait("two");
    future.setResult("result");
    permit.release();
    for (const result of await results) log(result);
    log("locked:", lock.locked(), "left:", queue.qsize());
  });
  assertEquals(lines, [
    "RuntimeError",
    "RuntimeError",
    "event: true",
    "item: one",
    "another: two",
    "future: result",
    "lock",
    "locked: false left: 0",
  ]);
});

Deno.test("no deadlock, and no jump of the clock, while promises of a callback are on their way", async () => {
  const lines = await transcript(async (log) => {
    const loop = getRunningLoop();
    const event = new Event();
    const late = async () => {
      for (let hop = 0; hop < 100; hop++) await null;
      log("set at", loop.time());
      event.set();
    };
    loop.callLater(10, late);
    const napper = createTask(() => sleep(20));
    await event.wait();
    log("woken at", loop.time());
    await napper;
    event.clear();
    loop.callLater(10, late);
    await event.wait();
    log("woken at", loop.time());
  });
  assertEquals(lines, ["set at 10", "woken at 10", "set at 30", "woken at 30"]);
});
