// Every async member of the module, cancelled at every single step in turn. What
// is checked each time: permits conserved, items neither lost nor doubled, locks
// free, nobody waiting, no promise unsettled, cancellation counts back to zero.
import { assert, assertEquals } from "@std/assert";
import type * as asyncio from "../mod.ts";
import {
  abortable,
  asCompleted,
  Barrier,
  BoundedSemaphore,
  BrokenBarrierError,
  CancelledError,
  Condition,
  createTask,
  Event,
  FIRST_COMPLETED,
  gather,
  getRunningLoop,
  LifoQueue,
  Lock,
  PriorityQueue,
  Queue,
  Semaphore,
  shield,
  sleep,
  StreamReader,
  type Task,
  taskGroup,
  timeout,
  timeoutAt,
  TimeoutError,
  toThread,
  wait,
  waitFor,
  wrapFuture,
} from "../mod.ts";
import { type Scenario, sweep } from "./_sweep.ts";

const scenarios = {
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
        // TypeScript awaits it where the type was iterated before.
        assert((task as unknown as Task<void>).done());
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
  "Barrier.reset() and abort()": () => {
    const barrier = new Barrier(2);
    const waiter = async () => {
      await barrier.wait().catch((error) => {
        if (!(error instanceof BrokenBarrierError)) throw error;
      });
    };
    return {
      victim: async () => {
        await barrier.abort();
        await barrier.reset();
        await sleep(1);
        await barrier.reset();
      },
      others: [waiter, async () => {
        await sleep(1);
        await waiter();
      }],
      release: () => {
        createTask(() => barrier.reset());
      },
      check: () => assertEquals(barrier.nWaiting, 0),
    };
  },
  "runInExecutor() and toThread()": () => {
    const loop = getRunningLoop();
    loop.setDefaultExecutor({
      submit: (fn, args) => Promise.resolve(fn(...args)),
      shutdown: () => Promise.resolve(),
    });
    return {
      victim: async () => {
        await loop.runInExecutor(null, () => 1);
        await toThread(() => 2);
        await sleep(0);
      },
    };
  },
  "StreamReader.read()": () => withBytes((reader) => reader.read(2)),
  "StreamReader.readexactly()": () =>
    withBytes((reader) => reader.readexactly(4)),
  "StreamReader.readline()": () => withBytes((reader) => reader.readline()),
  "StreamReader.readuntil()": () =>
    withBytes((reader) => reader.readuntil(bytes("e"))),
  "StreamReader.read() of everything": () =>
    withBytes((reader) => reader.read()),
  "for await over a StreamReader": () =>
    withBytes(async (reader) => {
      for await (const line of reader) return line;
      return new Uint8Array();
    }),
} satisfies Record<string, () => Scenario>;

sweep(scenarios);

type Module = typeof asyncio;
/** The names of what gives a promise. */
type Promising<T> = {
  [K in keyof T]: T[K] extends (...args: never[]) => infer R
    ? [R] extends [PromiseLike<unknown>] ? K : never
    : never;
}[keyof T];
type Method<K extends keyof Module> = Module[K] extends
  abstract new (...args: never[]) => infer T
  ? `${K}.${Exclude<Promising<T> & string, `_${string}`>}`
  : never;
type AsyncMember =
  | Promising<Module>
  | { [K in keyof Module]: Method<K> }[keyof Module];

// A member that is missing here does not compile. `with I/O`: in
// cancellation_sweep_io_test.ts.
const _swept = {
  // Tasks and futures
  createTask: "await a task",
  eagerTaskFactory: "await a task",
  "EventLoop.createTask": "await a task",
  "EventLoop.createFuture": "await a future",
  ensureFuture: "await a future",
  "Future.then": "await a future",
  "Future.catch": "not swept: listens",
  "Future.finally": "not swept: listens",
  "Task.then": "await a task",
  "Task.catch": "not swept: listens",
  "Task.finally": "not swept: listens",
  wrapFuture: "wrapFuture()",
  runCoroutineThreadsafe: "not swept: its promise is not the loop's",
  // Verbs
  sleep: "sleep(10)",
  gather: "gather()",
  wait: "wait()",
  waitFor: "waitFor() in time",
  timeout: "timeout()",
  timeoutAt: "timeoutAt() with cleanup",
  taskGroup: "taskGroup()",
  shield: "shield()",
  abortable: "abortable()",
  // Meeting points
  "Event.wait": "Event.wait()",
  "Lock.acquire": "Lock.acquire()",
  "Condition.acquire": "Condition.wait()",
  "Condition.wait": "Condition.wait()",
  "Condition.waitFor": "Condition.waitFor()",
  "Semaphore.acquire": "Semaphore.acquire()",
  "BoundedSemaphore.acquire": "BoundedSemaphore.acquire()",
  "Barrier.wait": "Barrier.wait()",
  "Barrier.reset": "Barrier.reset() and abort()",
  "Barrier.abort": "Barrier.reset() and abort()",
  "Queue.get": "Queue.get()",
  "Queue.put": "Queue.put()",
  "Queue.join": "Queue.join()",
  "LifoQueue.get": "LifoQueue.get()",
  "LifoQueue.put": "Queue.put()",
  "LifoQueue.join": "Queue.join()",
  "PriorityQueue.get": "PriorityQueue.get()",
  "PriorityQueue.put": "Queue.put()",
  "PriorityQueue.join": "Queue.join()",
  // Elsewhere
  toThread: "runInExecutor() and toThread()",
  "EventLoop.runInExecutor": "runInExecutor() and toThread()",
  "EventLoop.shutdownAsyncgens": "not swept: run() calls it",
  "EventLoop.shutdownDefaultExecutor": "not swept: run() calls it",
  "WorkerPool.submit": "not swept: executor_test.ts cancels its calls",
  "WorkerPool.shutdown": "not swept: run() calls it",
  "StreamReader.read": "StreamReader.read()",
  "StreamReader.readexactly": "StreamReader.readexactly()",
  "StreamReader.readline": "StreamReader.readline()",
  "StreamReader.readuntil": "StreamReader.readuntil()",
  "StreamWriter.drain": "with I/O",
  "StreamWriter.startTls": "not swept: streams_test.ts cancels it",
  "StreamWriter.waitClosed": "with I/O",
  "Server.serveForever": "with I/O",
  "Server.waitClosed": "with I/O",
  openConnection: "with I/O",
  openUnixConnection: "with I/O",
  startServer: "with I/O",
  startUnixServer: "with I/O",
  createSubprocessExec: "with I/O",
  createSubprocessShell: "with I/O",
  "Process.communicate": "with I/O",
  "Process.wait": "with I/O",
  // Nobody's wait
  "EventLoop.runForever": "not swept: outside of tasks",
  "EventLoop.runUntilComplete": "not swept: outside of tasks",
  run: "not swept: outside of tasks",
  record: "not swept: outside of tasks",
  "Runner.run": "not swept: outside of tasks",
  "Runner.close": "not swept: outside of tasks",
} satisfies Record<
  AsyncMember,
  keyof typeof scenarios | "with I/O" | `not swept: ${string}`
>;

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

/** Bytes come in pieces; what the victim took and what is left are all of them. */
function withBytes(
  read: (reader: StreamReader) => Promise<Uint8Array>,
): Scenario {
  const reader = new StreamReader();
  let took: Uint8Array = new Uint8Array();
  return {
    victim: async () => {
      took = await read(reader);
    },
    others: [async () => {
      for (const piece of ["ab", "cd", "e\n", "fgh", "i\n"]) {
        await sleep(0);
        reader.feedData(bytes(piece));
      }
      await sleep(1);
      reader.feedEof();
    }, async () => {
      await sleep(20);
      const rest = await reader.read();
      const text = new TextDecoder();
      assertEquals(text.decode(took) + text.decode(rest), "abcde\nfghi\n");
      assertEquals(reader.atEof(), true);
    }],
  };
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
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
