// Virtual time and asyncTest().
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import {
  createTask,
  Event,
  getRunningLoop,
  Lock,
  Queue,
  run,
  RuntimeError,
  sleep,
  timeout,
  wrapFuture,
} from "../mod.ts";
import { asyncTest, newVirtualLoop } from "../loop/testing.ts";
import { runWithoutLeaks } from "../loop/leaks.ts";

/** What a body leaves behind, without folders and columns. */
async function leaksOf(body: () => Promise<unknown>): Promise<string[]> {
  const error = await assertRejects(() => runWithoutLeaks(body), RuntimeError);
  const [first, ...leaks] = error.message.split("\n  ");
  assertEquals(first, "the test leaves something behind:");
  return leaks.map((line) =>
    line.replace(/file:\S*\//g, "").replace(/:\d+:\d+/g, ":N")
      .replace(/Task-\d+/g, "Task-N")
  );
}

Deno.test("virtual time jumps to the next timer, in order", async () => {
  const log = await run(async () => {
    const loop = getRunningLoop();
    const seen: [string, number][] = [];
    const nap = async (name: string, ms: number) => {
      await sleep(ms);
      seen.push([name, loop.time()]);
    };
    const tasks = [
      createTask(() => nap("day", 86_400_000)),
      createTask(() => nap("hour", 3_600_000)),
      createTask(() => nap("half a ms", 0.5)),
    ];
    for (const task of tasks) await task;
    return seen;
  }, { loopFactory: () => newVirtualLoop({ start: 1000 }) });
  assertEquals(log, [
    ["half a ms", 1000.5],
    ["hour", 3_601_000],
    ["day", 86_401_000],
  ]);
});

Deno.test("virtual time stands still while a task awaits the host", async () => {
  const times = await run(async () => {
    const loop = getRunningLoop();
    const napper = createTask(() => sleep(1000));
    await new Promise((resolve) => setTimeout(resolve, 2));
    const first = loop.time();
    await wrapFuture(new Promise((resolve) => setTimeout(resolve, 2)));
    const second = loop.time();
    await napper;
    return [first, second, loop.time()];
  }, { loopFactory: newVirtualLoop });
  assertEquals(times, [0, 0, 1000]);
});

Deno.test("a seed shuffles what is ready together, the same each time", async () => {
  const order = (seed?: number) =>
    run(async () => {
      const seen: number[] = [];
      const tasks = [0, 1, 2, 3, 4, 5].map((n) =>
        createTask(() => Promise.resolve(seen.push(n)))
      );
      for (const task of tasks) await task;
      return seen.join("");
    }, {
      loopFactory: () => newVirtualLoop(seed === undefined ? {} : { seed }),
    });
  const [plain, one, again, two] = [
    await order(),
    await order(1),
    await order(1),
    await order(2),
  ];
  assertEquals([plain, one === again, one === two, one === plain], [
    "012345",
    true,
    false,
    false,
  ]);
});

Deno.test("a virtual loop cannot start at NaN", () => {
  assertThrows(() => newVirtualLoop({ start: NaN }), RangeError);
});

Deno.test("a body that ends clean passes", async () => {
  await runWithoutLeaks(async () => {
    const lock = new Lock();
    {
      using _permit = await lock.acquire();
      await sleep(10);
    }
    const handle = getRunningLoop().callLater(1000, () => {});
    handle.cancel();
    await timeout(1000, () => sleep(1));
    const last = createTask(async () => {});
    await sleep(0);
    last.cancel();
    createTask(async () => {}); // ends in the step after the body
  });
});

Deno.test("a body that throws fails with what it threw", async () => {
  const error = await assertRejects(
    () =>
      runWithoutLeaks(async () => {
        createTask(() => sleep(10));
        await sleep(1);
        throw new Error("wrong");
      }),
    Error,
  );
  assertEquals(error.message, "wrong");
});

Deno.test("a surviving task is a leak", async () => {
  assertEquals(
    await leaksOf(async () => {
      createTask(() => sleep(1000), { name: "napper" });
      createTask(() => new Queue().get());
      await sleep(1);
    }),
    [
      "napper is not done: it waits for sleep(1000) at testing_test.ts:N; created at testing_test.ts:N",
      "Task-N is not done: it waits for Queue.get() at testing_test.ts:N; created at testing_test.ts:N",
    ],
  );
});

Deno.test("an exception that nobody retrieves is a leak", async () => {
  const error = await assertRejects(
    () =>
      runWithoutLeaks(async () => {
        createTask(() => Promise.reject(new Error("unseen")), { name: "bad" });
        await sleep(1);
      }),
    RuntimeError,
  );
  assertEquals(
    error.message.replace(/file:\S*\//g, "").replace(/:\d+:\d+/g, ":N"),
    'the test leaves something behind:\n  Task exception was never retrieved: Error: unseen (<Task "bad" finished>); made at testing_test.ts:N',
  );
  assertEquals((error.cause as Error).message, "unseen");
});

Deno.test("a lock that is held is a leak", async () => {
  assertEquals(
    await leaksOf(async () => {
      const [one, two, three] = [new Lock(), new Lock(), new Lock()];
      await one.acquire();
      const permit = await two.acquire();
      permit.release();
      await three.acquire();
      three.release();
      const waiter = createTask(() => three.acquire());
      await waiter;
    }),
    [
      "a Lock is held; taken at testing_test.ts:N",
      "a Lock is held; taken at testing_test.ts:N",
    ],
  );
});

Deno.test("a timer that is set is a leak", async () => {
  assertEquals(
    await leaksOf(async () => {
      getRunningLoop().callLater(1000, function ring() {});
      await sleep(0);
    }),
    [
      "a timer is set: ring is called at 1000 ms; set at testing_test.ts:N",
    ],
  );
});

Deno.test("a wait that nobody awaits is a leak", async () => {
  assertEquals(
    await leaksOf(async () => {
      new Event().wait();
      await sleep(0);
    }),
    [
      'Event.wait() was never awaited (<Task "Task-N" finished>); made at testing_test.ts:N',
    ],
  );
});

Deno.test("a deadlock ends the test at once", async () => {
  const error = await assertRejects(
    () => runWithoutLeaks(() => new Queue().get()),
    RuntimeError,
  );
  assertEquals(
    error.message.split("\n")[0],
    "deadlock: every task waits and nothing can wake one",
  );
});

Deno.test("the virtual loop works under FakeTime, and waits for the real host", async () => {
  const real = setTimeout;
  using _time = new FakeTime();
  await runWithoutLeaks(async () => {
    const loop = getRunningLoop();
    await sleep(1000);
    await new Promise((resolve) => real(resolve, 2));
    await sleep(1000);
    assertEquals(loop.time(), 2000);
  });
});

asyncTest("`asyncTest()` runs its body on virtual time", async () => {
  await sleep(3_600_000);
  assertEquals(getRunningLoop().time(), 3_601_000);
}, { start: 1000, permissions: "none" });

// No test is skipped here: what asyncTest() hands to Deno.test() is looked at.
Deno.test("`asyncTest()` passes options on", () => {
  const seen: unknown[] = [];
  const host = Deno as unknown as { test: unknown };
  const { test } = host;
  host.test = (definition: unknown) => seen.push(definition);
  try {
    asyncTest("left out", () => sleep(0), { ignore: true, seed: 1 });
  } finally {
    host.test = test;
  }
  const [{ name, ignore, fn, ...rest }] = seen as [Record<string, unknown>];
  assertEquals([name, ignore, typeof fn, rest], [
    "left out",
    true,
    "function",
    {},
  ]);
});
