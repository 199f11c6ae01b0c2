// What a test may leave behind: nothing.
import { assertEquals, assertRejects } from "@std/assert";
import {
  BoundedSemaphore,
  createTask,
  Event,
  gather,
  getRunningLoop,
  Lock,
  Queue,
  RuntimeError,
  Semaphore,
  sleep,
  timeout,
} from "../mod.ts";
import { runWithoutLeaks } from "../loop/leaks.ts";

/** What a body leaves behind, without folders and columns. */
async function leaksOf(body: () => Promise<unknown>): Promise<string[]> {
  const error = await assertRejects(() => runWithoutLeaks(body), RuntimeError);
  const [first, ...leaks] = error.message.split("\n  ");
  assertEquals(first, "the test leaves something behind:");
  return leaks.map((line) =>
    line.replace(/\S*\/(?=leaks_test)/g, "").replace(/:\d+:\d+/g, ":N")
      .replace(/Task-\d+/g, "Task-N")
  );
}

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
      "napper is not done: it waits for sleep(1000) at leaks_test.ts:N; created at leaks_test.ts:N",
      "Task-N is not done: it waits for Queue.get() at leaks_test.ts:N; created at leaks_test.ts:N",
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
    error.message.replace(/\S*\/(?=leaks_test)/g, "").replace(
      /:\d+:\d+/g,
      ":N",
    ),
    'the test leaves something behind:\n  Task exception was never retrieved: Error: unseen (<Task "bad" finished>); made at leaks_test.ts:N',
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
      "a Lock is held; taken at leaks_test.ts:N",
      "a Lock is held; taken at leaks_test.ts:N",
    ],
  );
});

Deno.test("a permit that is out is a leak", async () => {
  assertEquals(
    await leaksOf(async () => {
      const [two, one] = [new Semaphore(2), new BoundedSemaphore(1)];
      await two.acquire();
      const permit = await two.acquire();
      await one.acquire();
      const waiter = createTask(() => one.acquire());
      await sleep(0);
      permit.release();
      one.release();
      await waiter;
    }),
    [
      "a permit of a Semaphore is out; taken at leaks_test.ts:N",
      "a permit of a BoundedSemaphore is out; taken at leaks_test.ts:N",
    ],
  );
});

Deno.test("permits that are back, or that only signal, are no leak", async () => {
  await runWithoutLeaks(async () => {
    const limit = new Semaphore(1);
    const work = async () => {
      using _permit = await limit.acquire();
      await sleep(1);
    };
    await gather([work, work, work]);
    // Taken here, given back there.
    await limit.acquire();
    await createTask(() => Promise.resolve(limit.release()));
    const late = createTask(() => limit.acquire());
    await late;
    limit.release();
    const signal = new Semaphore(0);
    const waiter = createTask(() => signal.acquire());
    await sleep(1);
    signal.release();
    await waiter;
    signal.release();
    await signal.acquire();
    using _unlimited = await new Semaphore(Infinity).acquire();
  });
});

Deno.test("what a task takes and gives back does not hide what another one keeps", async () => {
  const [first, ...rest] = await leaksOf(async () => {
    const permits = new Semaphore(3);
    const keep = async () => {
      await permits.acquire();
    };
    await gather([keep, async () => {
      using _one = await permits.acquire();
      using _two = await permits.acquire();
      await sleep(1);
    }]);
  });
  assertEquals(
    [first, rest],
    ["a permit of a Semaphore is out; taken at leaks_test.ts:N", []],
  );
});

Deno.test("a timer that is set is a leak", async () => {
  assertEquals(
    await leaksOf(async () => {
      getRunningLoop().callLater(1000, function ring() {});
      await sleep(0);
    }),
    [
      "a timer is set: ring is called at 1000 ms; set at leaks_test.ts:N",
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
      'Event.wait() was never awaited (<Task "Task-N" finished>); made at leaks_test.ts:N',
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
