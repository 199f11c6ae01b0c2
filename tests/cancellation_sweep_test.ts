// Every async member of the module, cancelled at every single step in turn. What
// is checked each time: permits conserved, items neither lost nor doubled, locks
// free, nobody waiting, no promise unsettled, cancellation counts back to zero.
import { assert, assertEquals } from "@std/assert";
import {
  abortable,
  allTasks,
  asCompleted,
  Barrier,
  BoundedSemaphore,
  CancelledError,
  Condition,
  type Coroutine,
  createTask,
  Event,
  FIRST_COMPLETED,
  gather,
  getRunningLoop,
  LifoQueue,
  Lock,
  PriorityQueue,
  Queue,
  run,
  Semaphore,
  shield,
  sleep,
  type Task,
  taskGroup,
  timeout,
  timeoutAt,
  TimeoutError,
  wait,
  waitFor,
  wrapFuture,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";

interface Scenario {
  /** What is cancelled. */
  victim: Coroutine<unknown>;
  /** Who works beside it; they all end, with or without the victim. */
  others?: Coroutine<unknown>[];
  /** Lets whoever still waits for the victim go. */
  release?: () => void;
  /** What must hold when all have ended. */
  check?: (victim: Task<unknown>) => void;
}

const scenarios: Record<string, () => Scenario> = {
  "sleep(0)": () => ({
    victim: async () => {
      await sleep(0);
      await sleep(0);
    },
  }),
  "sleep(10)": () => ({ victim: () => sleep(10) }),
  "await a task": () => ({
    victim: async () => {
      await createTask(() => sleep(10));
    },
  }),
  "await a future": () => {
    const future = getRunningLoop().createFuture<number>();
    getRunningLoop().callLater(10, () => {
      if (!future.done()) future.setResult(1);
    });
    return {
      victim: async () => {
        await future;
      },
    };
  },
  "gather()": () => ({
    victim: async () => {
      await gather([() => sleep(10), () => sleep(20), sleep(15)]);
    },
  }),
  "gather() that returns exceptions": () => ({
    victim: async () => {
      await gather([() => sleep(10), () => fail(5)], {
        returnExceptions: true,
      });
    },
  }),
  "wait()": () => {
    const tasks = [createTask(() => sleep(10)), createTask(() => sleep(20))];
    return {
      victim: () => wait(tasks, { returnWhen: FIRST_COMPLETED }),
      check: () => assert(tasks.every((task) => !task.cancelled())),
    };
  },
  "wait() with a timeout": () => ({
    victim: () => wait([createTask(() => sleep(10))], { timeout: 5 }),
  }),
  "asCompleted()": () => ({
    victim: async () => {
      for (const next of asCompleted([() => sleep(10), () => sleep(5)])) {
        await next;
      }
    },
  }),
  "asCompleted(), for await": () => ({
    victim: async () => {
      for await (const task of asCompleted([() => sleep(10)])) {
        assert(task.done());
      }
    },
  }),
  "waitFor() in time": () => ({ victim: () => waitFor(() => sleep(5), 10) }),
  "waitFor() too late": () => ({
    victim: () => waitFor(() => sleep(10), 5).catch(ignoreTimeout),
  }),
  "waitFor(…, 0)": () => ({
    victim: () => waitFor(() => sleep(10), 0).catch(ignoreTimeout),
  }),
  "timeout()": () => ({
    victim: () => timeout(5, () => sleep(10)).catch(ignoreTimeout),
  }),
  "timeoutAt() with cleanup": () => ({
    victim: () =>
      timeoutAt(getRunningLoop().time() + 5, async () => {
        try {
          await sleep(10);
        } finally {
          await sleep(3);
        }
      }).catch(ignoreTimeout),
  }),
  "nested timeouts": () => ({
    victim: () =>
      timeout(6, () => timeout(5, () => sleep(10)).catch(ignoreTimeout))
        .catch(ignoreTimeout),
  }),
  "taskGroup()": () => ({
    victim: () =>
      taskGroup(async (group) => {
        group.createTask(() => sleep(10));
        group.createTask(() => sleep(5));
        await sleep(3);
      }),
  }),
  "taskGroup() with a failing child": () => ({
    victim: () =>
      taskGroup(async (group) => {
        group.createTask(() => sleep(10));
        group.createTask(() => fail(5));
        await sleep(20);
      }).catch((error) => {
        if (error instanceof CancelledError) throw error;
        assertEquals(error.errors.length, 1);
      }),
  }),
  "taskGroup() that cancels itself": () => ({
    victim: () =>
      taskGroup(async (group) => {
        group.createTask(() => sleep(10));
        await sleep(3);
        group.cancel();
        await sleep(3);
      }),
  }),
  "shield()": () => {
    const inner = createTask(() => sleep(10));
    return {
      victim: async () => {
        await shield(inner);
      },
      check: () => assert(!inner.cancelled()),
    };
  },
  "abortable()": () => ({
    victim: () =>
      abortable(async (signal) => {
        await sleep(10);
        signal.throwIfAborted();
      }),
  }),
  "wrapFuture()": () => ({
    victim: async () => {
      await wrapFuture(Promise.resolve(1));
      await sleep(0);
    },
  }),
  "Event.wait()": () => {
    const event = new Event();
    return {
      victim: () => event.wait(),
      others: [() => event.wait(), () => later(2, () => event.set())],
    };
  },
  "Lock.acquire()": () => {
    const lock = new Lock();
    const use = async () => {
      const permit = await lock.acquire();
      try {
        await sleep(0);
      } finally {
        permit.release();
      }
    };
    return {
      victim: use,
      others: [use, use, use],
      check: () => assert(!lock.locked()),
    };
  },
  "Semaphore.acquire()": () => {
    const semaphore = new Semaphore(2);
    return withPermits(semaphore, () => {
      assertEquals(semaphore.locked(), false);
    });
  },
  "BoundedSemaphore.acquire()": () => {
    const semaphore = new BoundedSemaphore(1);
    return withPermits(semaphore, () => {
      assertEquals(semaphore.locked(), false);
    });
  },
  "Condition.wait()": () => {
    const condition = new Condition();
    let notified = 0;
    const waiter = async () => {
      const permit = await condition.acquire();
      try {
        await condition.wait();
        notified++;
      } finally {
        assert(condition.locked());
        permit.release();
      }
    };
    const notifier = async () => {
      for (let i = 0; i < 6; i++) {
        await sleep(0);
        const permit = await condition.acquire();
        condition.notify();
        permit.release();
      }
    };
    return {
      victim: waiter,
      others: [waiter, waiter, notifier],
      check: (victim) => {
        assertEquals(notified, victim.cancelled() ? 2 : 3);
        assert(!condition.locked());
      },
    };
  },
  "Condition.waitFor()": () => {
    const condition = new Condition();
    let ready = false;
    const waiter = async () => {
      const permit = await condition.acquire();
      try {
        await condition.waitFor(() => ready);
      } finally {
        permit.release();
      }
    };
    const notifier = async () => {
      await sleep(1);
      const permit = await condition.acquire();
      ready = true;
      condition.notifyAll();
      permit.release();
    };
    return {
      victim: waiter,
      others: [waiter, notifier],
      check: () => assert(!condition.locked()),
    };
  },
  "Barrier.wait()": () => {
    const barrier = new Barrier(2);
    const indexes: number[] = [];
    const waiter = async () => {
      indexes.push(await barrier.wait());
    };
    return {
      victim: waiter,
      others: [async () => {
        await sleep(2);
        await waiter();
      }],
      // Alone, the other waits for good: a third one comes.
      release: () => {
        if (indexes.length < 2 && barrier.nWaiting === 1) createTask(waiter);
      },
      check: () => {
        assertEquals(barrier.nWaiting, 0);
        assertEquals(barrier.broken, false);
      },
    };
  },
  "Queue.get()": () => withItems(new Queue<number>()),
  "LifoQueue.get()": () => withItems(new LifoQueue<number>()),
  "PriorityQueue.get()": () => withItems(new PriorityQueue<number>()),
  "Queue.put()": () => {
    const queue = new Queue<number>(1);
    const put: number[] = [];
    const got: number[] = [];
    const putter = (item: number) => async () => {
      await queue.put(item);
      put.push(item);
    };
    const getter = async () => {
      await sleep(0);
      for await (const item of queue) {
        got.push(item);
        await sleep(0);
      }
    };
    return {
      victim: putter(3),
      others: [putter(1), putter(2), putter(4), getter],
      release: () => {
        if (put.length >= 3) queue.shutdown();
      },
      check: (victim) => {
        // A victim that was cancelled after its item had gone in has put it.
        const certain = victim.cancelled() ? got.filter((i) => i !== 3) : got;
        assertEquals(certain.toSorted(), put.toSorted());
      },
    };
  },
  "Queue.join()": () => {
    const queue = new Queue<number>();
    queue.putNowait(1);
    return {
      victim: () => queue.join(),
      others: [() => queue.join(), () => later(2, () => queue.taskDone())],
    };
  },
};

for (const [name, make] of Object.entries(scenarios)) {
  for (const order of ["before", "after"] as const) {
    Deno.test(`cancelled at every step, by a task made ${order} it: ${name}`, async () => {
      let steps = 0;
      while (await cancelAtStep(make, order, steps)) {
        assert(++steps < 200, "it never ends");
      }
      assert(steps > 0, "it was never cancelled");
    });
  }
}

/** Returns whether the victim was still there to be cancelled. */
function cancelAtStep(
  make: () => Scenario,
  order: "before" | "after",
  step: number,
): Promise<boolean> {
  return run(async () => {
    const reports: string[] = [];
    getRunningLoop().setExceptionHandler((_loop, context) => {
      reports.push(`${context.message}: ${context.exception}`);
    });
    const scenario = make();
    let victim: Task<unknown> | null = null;
    let wasCancelled = false;
    const canceller = async () => {
      for (let i = 0; i < step; i++) {
        // Past what is ready now, time has to pass.
        await sleep(i < 12 ? 0 : 1);
      }
      wasCancelled = victim?.cancel() ?? false;
    };
    const others = (scenario.others ?? []).map((other) => createTask(other));
    const cancelling = order === "before" ? createTask(canceller) : null;
    victim = createTask(scenario.victim, { name: "victim" });
    await (cancelling ?? createTask(canceller));

    for (let i = 0; i < 100; i++) {
      if ([...others, victim].every((task) => task.done())) break;
      scenario.release?.();
      await sleep(1);
    }
    const main = [...allTasks()].find((task) => task.getName() === "main");
    assertEquals(main, undefined);
    assertEquals(
      [victim, ...others].filter((task) => !task.done()).map((task) =>
        task.getName()
      ),
      [],
      `still waiting after a cancel at step ${step}`,
    );
    for (const other of others) other.result();
    if (victim.cancelled()) assert(wasCancelled);
    else victim.result();
    scenario.check?.(victim);
    await sleep(50);
    assertEquals(allTasks().size, 1, `tasks left at step ${step}`);
    assertEquals(reports, []);
    return wasCancelled;
  }, { loopFactory: newVirtualLoop });
}

function withPermits(semaphore: Semaphore, check: () => void): Scenario {
  let inside = 0;
  const use = async () => {
    const permit = await semaphore.acquire();
    try {
      inside++;
      await sleep(0);
    } finally {
      inside--;
      permit.release();
    }
  };
  return {
    victim: use,
    others: [use, use, use, use],
    check: () => {
      assertEquals(inside, 0);
      check();
    },
  };
}

function withItems(queue: Queue<number>): Scenario {
  const got: number[] = [];
  const getter = async () => {
    got.push(await queue.get());
  };
  return {
    victim: getter,
    others: [getter, getter, async () => {
      for (let item = 1; item <= 3; item++) {
        await sleep(0);
        await queue.put(item);
      }
    }],
    check: (victim) => {
      const left: number[] = [];
      while (!queue.empty()) left.push(queue.getNowait());
      assertEquals(got.length, victim.cancelled() ? 2 : 3);
      assertEquals([...got, ...left].toSorted(), [1, 2, 3]);
    },
  };
}

async function later(delay: number, action: () => void): Promise<void> {
  await sleep(delay);
  action();
}

async function fail(delay: number): Promise<never> {
  await sleep(delay);
  throw new Error("failed");
}

function ignoreTimeout(error: unknown): void {
  if (!(error instanceof TimeoutError)) throw error;
}
