// The module's own primitives under the explorer: programs that fast-check
// makes, each under every schedule or many, against the invariants that the
// docstrings state.
import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import {
  Barrier,
  BoundedSemaphore,
  BrokenBarrierError,
  CancelledError,
  Condition,
  createTask,
  Event,
  type Future,
  gather,
  getRunningLoop,
  Lock,
  Queue,
  QueueShutDown,
  sleep,
  type Task,
  taskGroup,
  timeout,
  TimeoutError,
} from "../mod.ts";
import { explore } from "../loop/testing.ts";

const SCHEDULES = 100;
const PROGRAMS = 25;
// Half of the programs run on a machine that is busy: timers strike in between.
const LAG = 3;

/** Explores each program that the arbitrary makes; a failure shows program and log. */
async function check<P>(
  programs: fc.Arbitrary<P>,
  main: (program: P) => Promise<void>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      programs,
      fc.constantFrom(0, LAG),
      async (program, lag) => {
        const { failure } = await explore(() => main(program), {
          schedules: SCHEDULES,
          lag,
        });
        if (failure === null) return;
        throw new Error(
          `${failure.error}\n${failure.log.join("\n")}\n${failure.replay}`,
        );
      },
    ),
    { numRuns: PROGRAMS, seed: 1 },
  );
}

/** What a task does: pauses before and inside, and perhaps a time limit. */
interface Work {
  before: number;
  inside: number;
  limit: number | null;
  cancelAfter: number | null;
}

const work: fc.Arbitrary<Work> = fc.record({
  before: fc.integer({ min: 0, max: 2 }),
  inside: fc.integer({ min: 0, max: 2 }),
  limit: fc.constantFrom(null, null, 0, 1, 2),
  cancelAfter: fc.constantFrom(null, null, 0, 1),
});
const works = fc.array(work, { minLength: 2, maxLength: 3 });

async function pause(steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await sleep(step % 2);
}

/** Runs the bodies as tasks that may time out or be cancelled; nothing else may end them. */
async function runAll(
  items: readonly Work[],
  body: (item: Work, index: number) => Promise<void>,
): Promise<void> {
  const tasks: Task<void>[] = [];
  const cancellers: Task<void>[] = [];
  for (const [index, item] of items.entries()) {
    const task = createTask(async () => {
      await pause(item.before);
      try {
        if (item.limit === null) await body(item, index);
        else await timeout(item.limit, () => body(item, index));
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
      }
    });
    tasks.push(task);
    if (item.cancelAfter === null) continue;
    cancellers.push(createTask(async () => {
      await pause(item.cancelAfter as number);
      task.cancel();
    }));
  }
  await gather(cancellers);
  for (const result of await gather(tasks, { returnExceptions: true })) {
    if (result instanceof Error && !(result instanceof CancelledError)) {
      throw result;
    }
  }
}

interface LockLike {
  acquire(): Promise<unknown>;
  release(): void;
  locked(): boolean;
}

const oneHolder = (makeLock: () => LockLike) => async (items: Work[]) => {
  const lock = makeLock();
  let inside = 0;
  await runAll(items, async (item) => {
    await lock.acquire();
    try {
      assertEquals(++inside, 1);
      await pause(item.inside);
    } finally {
      inside--;
      lock.release();
    }
  });
  assert(!lock.locked());
  await lock.acquire();
};

Deno.test("model check: a Lock has one holder, and is free at the end", async () => {
  await check(works, oneHolder(() => new Lock()));
});

/** A lock as one writes it: right until a waiter is cancelled, or somebody is quick. */
class HandmadeLock implements LockLike {
  #isLocked = false;
  #waiters: Future<void>[] = [];

  constructor(readonly flaw: "loses a wake-up" | "lets two in") {}

  locked(): boolean {
    return this.#isLocked;
  }

  async acquire(): Promise<void> {
    if (
      !this.#isLocked &&
      (this.flaw === "lets two in" || this.#waiters.length === 0)
    ) {
      this.#isLocked = true;
      return;
    }
    const turn = getRunningLoop().createFuture<void>();
    this.#waiters.push(turn);
    try {
      await turn;
    } catch (error) {
      if (this.flaw === "lets two in" && !this.#isLocked) this.#wakeNext();
      throw error;
    } finally {
      this.#waiters = this.#waiters.filter((each) => each !== turn);
    }
    this.#isLocked = true;
  }

  release(): void {
    this.#isLocked = false;
    this.#wakeNext();
  }

  #wakeNext(): void {
    this.#waiters.find((turn) => !turn.done())?.setResult();
  }
}

for (
  const [flaw, symptom] of [
    ["loses a wake-up", "RuntimeError: deadlock"],
    ["lets two in", "AssertionError"],
  ] as const
) {
  Deno.test(`model check: a lock that ${flaw} is caught by the same programs`, async () => {
    const error = await assertRejects(
      () => check(works, oneHolder(() => new HandmadeLock(flaw))),
      Error,
    );
    const { message } = error.cause as Error;
    assertEquals(message.slice(0, symptom.length), symptom);
  });
}

Deno.test("model check: a Semaphore hands out its permits, no more and no fewer", async () => {
  await check(
    fc.tuple(fc.integer({ min: 1, max: 2 }), works),
    async ([permits, items]) => {
      const semaphore = new BoundedSemaphore(permits);
      let inside = 0;
      await runAll(items, async (item) => {
        using _permit = await semaphore.acquire();
        assert(++inside <= permits);
        try {
          await pause(item.inside);
        } finally {
          inside--;
        }
      });
      // All are back: taking them all does not wait for ever.
      for (let permit = 0; permit < permits; permit++) {
        await semaphore.acquire();
      }
      assert(semaphore.locked());
    },
  );
});

Deno.test("model check: a Queue neither loses nor doubles items", async () => {
  await check(
    fc.tuple(fc.integer({ min: 0, max: 2 }), works, works),
    async ([maxsize, putters, getters]) => {
      const queue = new Queue<number>(maxsize);
      const put: number[] = [];
      const got: number[] = [];
      const drain = createTask(async () => {
        await sleep(10);
        for await (const item of queue) got.push(item);
      });
      await gather([
        () =>
          runAll(putters, async (item, index) => {
            for (let each = 0; each <= item.inside; each++) {
              await queue.put(index * 10 + each);
              put.push(index * 10 + each);
            }
          }),
        () =>
          runAll(
            getters.map((item) => ({ ...item, limit: item.limit ?? 5 })),
            async () => {
              got.push(await queue.get());
            },
          ),
      ]);
      queue.shutdown();
      await drain;
      assertEquals(got.toSorted(), put.toSorted());
    },
  );
});

Deno.test("model check: a cancelled getter passes its wake-up on", async () => {
  await check(works, async (items) => {
    const queue = new Queue<number>();
    let waiting = 0;
    // The cancellations fall due when the item is put.
    const together = items.map(({ cancelAfter, inside }) => ({
      before: 0,
      inside,
      limit: null,
      cancelAfter: cancelAfter === null ? null : 2,
    }));
    const all = createTask(() =>
      runAll(together, async () => {
        waiting++;
        try {
          await queue.get();
        } catch (error) {
          if (!(error instanceof QueueShutDown)) throw error;
        } finally {
          waiting--;
        }
      })
    );
    await sleep(1);
    queue.putNowait(1);
    await sleep(100);
    // Nobody waits beside an item.
    assert(waiting === 0 || queue.empty());
    queue.shutdown();
    await all;
  });
});

Deno.test("model check: who puts alone is got from in order", async () => {
  await check(works, async (items) => {
    const queue = new Queue<number>(1);
    const got: number[] = [];
    const count = items.length + 1;
    createTask(async () => {
      for (let item = 0; item < count; item++) await queue.put(item);
      queue.shutdown();
    });
    await runAll(
      items.map((item) => ({ ...item, limit: null, cancelAfter: null })),
      async () => {
        try {
          for (;;) {
            const item = await queue.get();
            // Between the two no other code runs.
            got.push(item);
            await sleep(0);
          }
        } catch (error) {
          if (!(error instanceof QueueShutDown)) throw error;
        }
      },
    );
    assertEquals(got.toSorted(), [...Array(count).keys()]);
  });
});

Deno.test("model check: a Condition's waiters hold the lock, and no notification is lost", async () => {
  await check(works, async (items) => {
    const condition = new Condition();
    let tokens = 0;
    let taken = 0;
    const producer = createTask(async () => {
      for (let each = 0; each < items.length; each++) {
        using _permit = await condition.acquire();
        tokens++;
        condition.notify();
        await sleep(each % 2);
      }
    });
    await runAll(items, async (item) => {
      using _permit = await condition.acquire();
      try {
        await condition.waitFor(() => tokens > 0);
        tokens--;
        taken++;
        await pause(item.inside);
      } finally {
        assert(condition.locked());
      }
    });
    await producer;
    assertEquals([tokens + taken, condition.locked()], [items.length, false]);
  });
});

Deno.test("model check: an Event wakes everyone who waits", async () => {
  await check(works, async (items) => {
    const event = new Event();
    const setter = createTask(async () => {
      await sleep(1);
      event.set();
    });
    await runAll(items, async () => {
      await event.wait();
      assert(event.isSet());
    });
    await setter;
  });
});

Deno.test("model check: a Barrier lets its parties through together, each at its place", async () => {
  await check(works, async (items) => {
    const barrier = new Barrier(items.length);
    const places: number[][] = [[], []];
    let arrived = 0;
    await gather(items.map((item) => async () => {
      for (const round of [0, 1]) {
        await pause(item.before);
        arrived++;
        const place = await barrier.wait();
        assert(arrived >= items.length * (round + 1));
        places[round]?.push(place);
      }
    }));
    assertEquals(
      places.map((round) => round.toSorted()),
      [[...items.keys()], [...items.keys()]],
    );
    assertEquals([barrier.nWaiting, barrier.broken], [0, false]);
  });
});

Deno.test("model check: an aborted Barrier leaves nobody waiting", async () => {
  await check(works, async (items) => {
    const barrier = new Barrier(items.length + 1);
    const breaker = createTask(async () => {
      await sleep(3);
      await barrier.abort();
    });
    await runAll(items, async () => {
      try {
        await barrier.wait();
        throw new Error("let through");
      } catch (error) {
        if (!(error instanceof BrokenBarrierError)) throw error;
      }
    });
    await breaker;
    await barrier.reset();
    assertEquals([barrier.nWaiting, barrier.broken], [0, false]);
  });
});

Deno.test("model check: a TaskGroup leaves no task behind", async () => {
  await check(works, async (items) => {
    const children: Task<void>[] = [];
    await runAll(items, async (item) => {
      await taskGroup(async (group) => {
        for (let each = 0; each <= item.inside; each++) {
          children.push(group.createTask(() => pause(each)));
        }
        await pause(item.inside);
      });
    });
    for (const child of children) assert(child.done());
  });
});

Deno.test("model check: a TaskGroup whose child fails ends its others", async () => {
  await check(works, async (items) => {
    const children: Task<void>[] = [];
    let caught: unknown = null;
    try {
      await taskGroup(async (group) => {
        for (const item of items) {
          children.push(group.createTask(() => pause(item.before + 1)));
        }
        group.createTask(async () => {
          await pause(1);
          throw new Error("fails");
        });
        await pause(1);
      });
    } catch (error) {
      caught = error;
    }
    assert(caught instanceof AggregateError);
    assertEquals(caught.errors.map((error) => error.message), ["fails"]);
    for (const child of children) assert(child.done());
  });
});

Deno.test("model check: a timeout ends in time, and its cancellation stays inside", async () => {
  await check(works, async (items) => {
    await runAll(
      items.map((item) => ({ ...item, limit: null, cancelAfter: null })),
      async (item) => {
        const limit = item.limit ?? 1;
        let cleaned = false;
        try {
          await timeout(limit, async () => {
            try {
              await sleep(item.inside);
              await sleep(item.before);
            } finally {
              cleaned = true;
            }
          });
        } catch (error) {
          if (!(error instanceof TimeoutError)) throw error;
        }
        assert(cleaned);
        // A cancellation that leaked would arrive here.
        await sleep(0);
        await sleep(1);
      },
    );
  });
});
