// What goes wrong outside of the module: callbacks that throw, what is no error
// thrown, promises that misbehave, clocks that jump, work without measure. Nothing
// is lost, nothing hangs, and every error is told once.
import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  allTasks,
  asyncgen,
  type CancelledError,
  Condition,
  type Coroutine,
  createTask,
  EventLoop,
  ExceptionGroup,
  type Executor,
  type Future,
  gather,
  getRunningLoop,
  newEventLoop,
  PriorityQueue,
  run,
  shield,
  sleep,
  type Task,
  taskGroup,
  timeout,
  wait,
  waitFor,
  wrapFuture,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";

/** Runs in virtual time; gives what was logged and told to the exception handler. */
async function transcript(
  main: (log: (...what: unknown[]) => void) => Promise<void>,
): Promise<string[]> {
  const lines: string[] = [];
  const log = (...what: unknown[]) => {
    lines.push(what.map(String).join(" "));
  };
  await run(() => {
    getRunningLoop().setExceptionHandler((_loop, context) => {
      log("told:", context.message, "|", context.exception);
    });
    return main(log);
  }, { loopFactory: newVirtualLoop });
  return lines;
}

function fail(value: unknown): never {
  throw value;
}

function thenable(then: (...args: never[]) => unknown): PromiseLike<string> {
  return { then } as unknown as PromiseLike<string>;
}
type Settle = (value: unknown) => void;

/** What may be thrown and is no Error. */
const thrown: unknown[] = [undefined, null, 0, "", "text", Symbol("s"), {}];

// --------------------------------------------------------- callbacks that throw

Deno.test("every callback that throws is told once, and the next one runs", async () => {
  const lines = await transcript(async (log) => {
    const loop = getRunningLoop();
    const future = loop.createFuture<string>();
    const callback = (name: string) =>
      ({
        [name]() {
          log(name);
          fail(new Error(`of ${name}`));
        },
      })[name] as () => void;
    loop.callSoon(callback("soon"));
    loop.callLater(10, callback("later"));
    loop.callAt(20, callback("at"));
    future.addDoneCallback(callback("first"));
    future.addDoneCallback(callback("second"));
    future.setResult("result");
    const task = createTask(() => sleep(5));
    task.addDoneCallback(callback("ofTask"));
    await sleep(30);
    log(future.result());
  });
  assertEquals(lines, [
    "soon",
    "told: Exception in callback soon() | Error: of soon",
    "first",
    "told: Exception in callback first() | Error: of first",
    "second",
    "told: Exception in callback second() | Error: of second",
    "ofTask",
    "told: Exception in callback ofTask() | Error: of ofTask",
    "later",
    "told: Exception in callback later() | Error: of later",
    "at",
    "told: Exception in callback at() | Error: of at",
    "result",
  ]);
});

Deno.test("an exception handler that throws is replaced by the default one", async () => {
  const printed: string[] = [];
  const original = console.error;
  console.error = (text: string) => printed.push(text.split("\n")[0] as string);
  try {
    await run(async () => {
      const loop = getRunningLoop();
      loop.setExceptionHandler(() => fail(new Error("of the handler")));
      loop.callSoon(() => fail(new Error("of the callback")));
      await sleep(1);
    }, { loopFactory: newVirtualLoop });
  } finally {
    console.error = original;
  }
  assertEquals(printed, ["asyncio: Unhandled error in exception handler"]);
});

Deno.test("a task factory that throws throws out of createTask()", async () => {
  await run(async () => {
    const loop = getRunningLoop();
    loop.setTaskFactory(() => fail(new Error("no task")));
    assertThrows(() => createTask(() => sleep(1)), Error, "no task");
    loop.setTaskFactory(null);
    assertEquals(await createTask(() => sleep(1, "next")), "next");
  }, { loopFactory: newVirtualLoop });
});

Deno.test("a compare function that throws leaves the queue usable", async () => {
  const lines = await transcript(async (log) => {
    let isBroken = false;
    const queue = new PriorityQueue<number>(0, (a, b) => {
      if (isBroken) throw new Error("cannot compare");
      return a - b;
    });
    for (const item of [3, 1, 2]) queue.putNowait(item);
    isBroken = true;
    for (const use of [() => queue.put(0), () => queue.get()]) {
      try {
        await use();
      } catch (error) {
        log(error);
      }
    }
    isBroken = false;
    const left: number[] = [];
    while (!queue.empty()) left.push(await queue.get());
    log("no item doubled:", new Set(left).size === left.length);
    await queue.put(7);
    log(await queue.get());
  });
  assertEquals(lines, [
    "Error: cannot compare",
    "Error: cannot compare",
    "no item doubled: true",
    "7",
  ]);
});

Deno.test("a compare function that throws when a waiter's turn comes throws there", async () => {
  const lines = await transcript(async (log) => {
    let isBroken = false;
    const queue = new PriorityQueue<number>(2, (a, b) => {
      if (isBroken) throw new Error("cannot compare");
      return a - b;
    });
    queue.putNowait(1);
    queue.putNowait(2);
    const putter = createTask(() => queue.put(3));
    await sleep(0);
    log(queue.getNowait());
    isBroken = true;
    try {
      await putter;
    } catch (error) {
      log(error);
    }
    isBroken = false;
    log(await sleep(1, "goes on"));
  });
  assertEquals(lines, ["1", "Error: cannot compare", "goes on"]);
});

Deno.test("a predicate that throws leaves its condition's lock to its caller", async () => {
  const lines = await transcript(async (log) => {
    const condition = new Condition();
    const permit = await condition.acquire();
    try {
      await condition.waitFor(() => fail(new Error("predicate")));
    } catch (error) {
      log(error, condition.locked());
    }
    permit.release();
    log(condition.locked());
  });
  assertEquals(lines, ["Error: predicate true", "false"]);
});

Deno.test("an abort listener that throws does not stop the cancellation", async () => {
  const uncaught: unknown[] = [];
  const listener = (event: ErrorEvent) => {
    event.preventDefault();
    uncaught.push(event.error);
  };
  globalThis.addEventListener("error", listener);
  const error = new Error("of the listener");
  try {
    await run(async () => {
      const task = createTask(() => sleep(1000));
      await sleep(0);
      task.signal.addEventListener("abort", () => fail(error));
      task.cancel();
      await wait([task]);
      assert(task.cancelled());
    }, { loopFactory: newVirtualLoop });
    await new Promise((resolve) => setTimeout(resolve, 0));
  } finally {
    globalThis.removeEventListener("error", listener);
  }
  assertEquals(uncaught, [error]);
});

Deno.test("a `finally` that throws during a cancellation fails the task, once", async () => {
  const lines = await transcript(async (log) => {
    const task = createTask(async () => {
      try {
        await sleep(1000);
      } finally {
        fail(new Error("of finally"));
      }
    });
    await sleep(0);
    task.cancel();
    await wait([task]);
    log(task.cancelled(), task.exception());
  });
  assertEquals(lines, ["false Error: of finally"]);
});

Deno.test("a generator whose `finally` throws at shutdown is told once", async () => {
  const lines = await transcript(async (log) => {
    const numbers = asyncgen(async function* () {
      try {
        yield await sleep(1, 1);
        yield 2;
      } finally {
        fail(new Error("of the generator"));
      }
    });
    log((await numbers().next()).value);
  });
  assertEquals(lines, [
    "1",
    "told: an error occurred during closing of asynchronous generator | Error: of the generator",
  ]);
});

Deno.test("a dispose method that throws fails its task, whose lock is free", async () => {
  const lines = await transcript(async (log) => {
    const condition = new Condition();
    const task = createTask(async () => {
      using _permit = await condition.acquire();
      using _broken = {
        [Symbol.dispose]: () => fail(new Error("of dispose")),
      };
      await sleep(1);
    });
    await wait([task]);
    log(task.exception(), condition.locked());
  });
  assertEquals(lines, ["Error: of dispose false"]);
});

Deno.test("an entry of the loop's own that throws is told, and the loop goes on", async () => {
  const lines = await transcript(async (log) => {
    getRunningLoop()._push({
      _task: null,
      _run: () => fail(new Error("inside")),
    });
    log("before");
    await sleep(10);
    log("after");
  });
  assertEquals(lines, [
    "before",
    "told: Exception in the loop | Error: inside",
    "after",
  ]);
});

// ------------------------------------------------------ thrown, but not an Error

for (const value of thrown) {
  const name = typeof value === "object" && value !== null
    ? "an object"
    : value === ""
    ? "an empty string"
    : String(value);
  Deno.test(`${name}, thrown: arrives as it is, and is told once`, async () => {
    const told: unknown[] = [];
    const caught: unknown[] = [];
    const attempt = async (work: Coroutine<unknown>) => {
      try {
        await work();
        caught.push("nothing");
      } catch (error) {
        caught.push(error);
      }
    };
    // deno-lint-ignore require-await -- it throws in the coroutine
    const failing = async () => fail(value);
    await run(async () => {
      const loop = getRunningLoop();
      loop.setExceptionHandler((_loop, context) => {
        told.push(context.exception);
      });
      loop.callSoon(() => fail(value));
      await sleep(0);
      const future = loop.createFuture<void>();
      future.setException(value);
      await attempt(() => createTask(failing));
      await attempt(() => createTask(() => fail(value)));
      await attempt(() => gather([failing]));
      await attempt(() => waitFor(failing, 10));
      await attempt(() => timeout(10, failing));
      await attempt(() => shield(failing));
      await attempt(async () => await future);
      await attempt(() => wrapFuture(Promise.reject(value)));
      await attempt(() =>
        taskGroup((group) => {
          group.createTask(failing);
          return sleep(10);
        }).catch((error) => {
          assert(error instanceof ExceptionGroup);
          throw error.errors[0];
        })
      );
      // deno-lint-ignore no-unused-vars -- nobody looks at it
      const unseen = createTask(failing);
      await sleep(1);
    }, { loopFactory: newVirtualLoop });
    assertEquals(caught, Array(9).fill(value));
    assertEquals(told, [value, value]);
  });
}

Deno.test("undefined, thrown by main, comes out of run()", async () => {
  for (const value of thrown) {
    const caught: unknown[] = [];
    await run(() => Promise.reject(value), { loopFactory: newVirtualLoop })
      .catch((error) => caught.push(error));
    assertEquals(caught, [value]);
  }
});

/** What throws at whoever looks at it. */
const hostile: Record<string, () => object> = {
  "a proxy whose traps throw": () =>
    new Proxy({}, {
      get: () => fail(new Error("trap")),
      has: () => fail(new Error("trap")),
      getPrototypeOf: () => fail(new Error("trap")),
    }),
  "a revoked proxy": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  // The stack first: Node asks for the name when it writes one.
  "an error whose properties throw": () =>
    Object.defineProperties(new Error(), {
      stack: { get: () => fail(new Error("of stack")) },
      name: { get: () => fail(new Error("of name")) },
      message: { get: () => fail(new Error("of message")) },
    }),
};

for (const [name, make] of Object.entries(hostile)) {
  Deno.test(`${name}, thrown: arrives as it is, and is told once`, async () => {
    const value = make();
    const failing = () => Promise.reject(value);
    const printed: string[] = [];
    const original = console.error;
    console.error = (text: string) =>
      printed.push(text.split("\n")[0] as string);
    const same: boolean[] = [];
    const attempt = async (work: Coroutine<unknown>) => {
      try {
        await work();
      } catch (error) {
        same.push(
          error === value || (error as ExceptionGroup).errors[0] === value,
        );
      }
    };
    try {
      await attempt(() =>
        run(async () => {
          await attempt(() => createTask(failing));
          await attempt(() => gather([failing]));
          await attempt(() => waitFor(failing, 10));
          await attempt(() =>
            timeout(10, () => sleep(20).catch(() => fail(value)))
          );
          await attempt(() => shield(failing));
          await attempt(() => wrapFuture(failing()));
          await attempt(() =>
            taskGroup(async (group) => {
              group.createTask(failing);
              await sleep(10);
            })
          );
          const [result] = await gather([failing], { returnExceptions: true });
          same.push(result === value);
          const loop = getRunningLoop();
          loop.callSoon(function callback() {
            fail(value);
          });
          const unseen = createTask(failing, { name: "unseen" });
          await wait([unseen]);
          loop.setExceptionHandler(() => fail(value));
          loop.callSoon(() => fail(value));
          await sleep(1);
          loop.setExceptionHandler(null);
          return failing();
        }, { loopFactory: newVirtualLoop })
      );
    } finally {
      console.error = original;
    }
    assertEquals(same, Array(9).fill(true));
    assertEquals(printed, [
      "asyncio: Exception in callback callback()",
      "asyncio: Unhandled error in exception handler",
      "asyncio: Task exception was never retrieved",
    ]);
  });
}

Deno.test("work that overflows the stack fails with a RangeError; the next runs", async () => {
  const endless = (): number => 1 + endless();
  const lines = await transcript(async (log) => {
    const task = createTask(() => Promise.resolve(endless()));
    await wait([task]);
    log((task.exception() as Error).name);
    getRunningLoop().callSoon(function callback() {
      endless();
    });
    log(await sleep(1, "goes on"));
  });
  // Bun ends the sentence with a stop.
  assertEquals(lines.map((line) => line.replace(/\.$/, "")), [
    "RangeError",
    "told: Exception in callback callback() | RangeError: Maximum call stack size exceeded",
    "goes on",
  ]);
});

Deno.test("an executor that throws, gives nothing or calls back twice settles its call once", async () => {
  const lines = await transcript(async (log) => {
    const loop = getRunningLoop();
    const answers: Record<string, () => unknown> = {
      throws: () => fail(new Error("of submit")),
      "gives nothing": () => undefined,
      "throws later": () => thenable(() => fail(new Error("of then"))),
      twice: () =>
        thenable((resolve: Settle, reject: Settle) => {
          resolve("first");
          reject(new Error("second"));
        }),
    };
    for (const [name, submit] of Object.entries(answers)) {
      const executor = { submit, shutdown: () => {} } as unknown as Executor;
      try {
        log(name, "|", await loop.runInExecutor(executor, () => "unused"));
      } catch (error) {
        log(name, "|", error);
      }
    }
  });
  assertEquals(lines, [
    "throws | Error: of submit",
    "gives nothing | undefined",
    "throws later | Error: of then",
    "twice | first",
  ]);
});

Deno.test("a loop factory that throws, or gives a closed loop, fails the run, and the next runs", async () => {
  const closed = newVirtualLoop();
  closed.close();
  const outcomes: string[] = [];
  for (
    const loopFactory of [
      () => fail(new Error("of the factory")),
      () => closed,
      newVirtualLoop,
    ]
  ) {
    await run(() => sleep(1, "runs"), { loopFactory }).then(
      (value) => outcomes.push(value),
      (error) => outcomes.push(String(error)),
    );
  }
  assertEquals(outcomes, [
    "Error: of the factory",
    "RuntimeError: Event loop is closed",
    "runs",
  ]);
});

// --------------------------------------------------- promises and other objects

Deno.test("thenables that call twice, both ways, or throw settle once", async () => {
  const lines = await transcript(async (log) => {
    const odd: Record<string, PromiseLike<string>> = {
      "resolves twice": thenable((resolve: Settle) => {
        resolve("first");
        resolve("second");
      }),
      "resolves, then rejects": thenable((resolve: Settle, reject: Settle) => {
        resolve("first");
        reject(new Error("second"));
      }),
      "rejects, then resolves": thenable((resolve: Settle, reject: Settle) => {
        reject(new Error("first"));
        resolve("second");
      }),
      "resolves, then throws": thenable((resolve: Settle) => {
        resolve("first");
        fail(new Error("second"));
      }),
      "throws": thenable(() => fail(new Error("at once"))),
    };
    for (const [name, promise] of Object.entries(odd)) {
      for (
        const use of [
          () => createTask(() => promise),
          () => wrapFuture(promise),
          () => waitFor(promise, 10),
          () => gather([promise]),
        ]
      ) {
        try {
          log(name, "|", await use());
        } catch (error) {
          log(name, "|", error);
        }
      }
    }
  });
  assertEquals(lines, [
    ...Array(4).fill("resolves twice | first"),
    ...Array(4).fill("resolves, then rejects | first"),
    ...Array(4).fill("rejects, then resolves | Error: first"),
    ...Array(4).fill("resolves, then throws | first"),
    ...Array(4).fill("throws | Error: at once"),
  ]);
});

Deno.test("a thenable that begins its work when asked is asked once", async () => {
  const lines = await transcript(async (log) => {
    const query = thenable((resolve: Settle) => {
      log("the work begins");
      resolve("rows");
    });
    log(await wrapFuture(query));
  });
  assertEquals(lines, ["the work begins", "rows"]);
});

Deno.test("a promise that never settles can be timed out and cancelled", async () => {
  const lines: string[] = [];
  const never = () => new Promise<void>(() => {});
  await run(async () => {
    try {
      await waitFor(never(), 5);
    } catch (error) {
      lines.push((error as Error).name);
    }
    const task = createTask(async () => {
      await wrapFuture(never());
    });
    await sleep(0);
    task.cancel();
    await wait([task]);
    lines.push(`cancelled ${task.cancelled()}`);
  });
  assertEquals(lines, ["TimeoutError", "cancelled true"]);
});

Deno.test("promises resolved with futures and tasks give their results", async () => {
  const lines = await transcript(async (log) => {
    const loop = getRunningLoop();
    const future = loop.createFuture<string>();
    loop.callLater(10, () => future.setResult("later"));
    log(await new Promise<string>((resolve) => resolve(future)));
    log(await Promise.resolve(createTask(() => sleep(5, "of a task"))));
    // deno-lint-ignore require-await -- what it returns is adopted
    log(await createTask(async () => future));
    log(await wrapFuture(Promise.resolve(future)));
    const failing = createTask(() => Promise.reject(new Error("failed")));
    try {
      await Promise.all([failing, sleep(1)]);
    } catch (error) {
      log(error);
    }
  });
  assertEquals(lines, [
    "later",
    "of a task",
    "later",
    "later",
    "Error: failed",
  ]);
});

Deno.test("frozen and proxied objects pass as results, errors, items and functions", async () => {
  const frozen = Object.freeze({ a: 1 });
  const error = Object.freeze(new Error("frozen"));
  const proxy = new Proxy({ b: 2 }, {});
  const work = new Proxy(() => sleep(1, frozen), {});
  const frozenWork = Object.freeze(() => Promise.reject(error));
  await run(async () => {
    assert(await createTask(work) === frozen);
    assert(await waitFor(work, 10) === frozen);
    const [first, second] = await gather(
      Object.freeze([work, frozenWork]),
      { returnExceptions: true },
    );
    assert(first === frozen && second === error);
    const queue = new PriorityQueue<object>(0, () => 0);
    queue.putNowait(proxy);
    assert(await queue.get() === proxy);
    const options = Object.freeze({ name: "frozen" });
    assertEquals(createTask(work, options).getName(), "frozen");
    try {
      await timeout(5, async () => {
        try {
          await sleep(10);
        } catch {
          throw error;
        }
      });
    } catch (reason) {
      assert(reason === error);
    }
  }, { loopFactory: newVirtualLoop });
});

// ------------------------------------------------------------- the loop's own end

Deno.test("a loop cannot be closed in the middle of a step, and takes no harm", async () => {
  const lines = await transcript(async (log) => {
    const loop = getRunningLoop();
    const tryToClose = () => {
      try {
        loop.close();
      } catch (error) {
        log(error);
      }
    };
    tryToClose();
    loop.callSoon(tryToClose);
    await sleep(1);
    log("still runs");
  });
  assertEquals(lines, [
    "RuntimeError: Cannot close a running event loop",
    "RuntimeError: Cannot close a running event loop",
    "still runs",
  ]);
});

Deno.test("a loop stopped and closed with work left settles who waits outside", async () => {
  const loop = newVirtualLoop();
  const told: unknown[] = [];
  loop.setExceptionHandler((_loop, { message }) => told.push(message));
  const failed: Task<never> = loop.createTask(() => fail(new Error("unseen")));
  const seen: Future<never> = loop.createTask(() => fail(new Error("seen")));
  const outside = seen.then(undefined, (error) => String(error));
  loop.callSoon(() => loop.callSoon(() => loop.stop()));
  await loop.runForever();
  loop.close();
  loop.close();
  assertEquals(await outside, "Error: seen");
  assert(failed.done());
  assertEquals(told, ["Task exception was never retrieved"]);
  assertThrows(() => loop.callSoon(() => {}), Error, "Event loop is closed");
});

// ---------------------------------------------------------------- clocks that jump

class JumpingLoop extends EventLoop {
  offset = 0;

  override time(): number {
    return super.time() + this.offset;
  }
}

Deno.test("the machine slept for hours: what fell due runs at once, in order", async () => {
  const loop = new JumpingLoop();
  const lines: string[] = [];
  const hour = 3_600_000;
  await run(async () => {
    loop.callLater(2 * hour, () => lines.push("two hours"));
    loop.callLater(hour, () => lines.push("an hour"));
    const late = waitFor(() => sleep(3 * hour), hour).catch((error) => {
      lines.push(error.name);
    });
    loop.callSoon(() => loop.offset = 5 * hour);
    await sleep(0);
    await late;
    await sleep(1);
    lines.push("goes on");
  }, { loopFactory: () => loop });
  assertEquals(lines, ["an hour", "two hours", "TimeoutError", "goes on"]);
});

Deno.test("a clock that goes back delays timers, and loses none", async () => {
  const loop = new JumpingLoop();
  const lines: string[] = [];
  await run(async () => {
    const before = loop.createFuture<string>();
    loop.callLater(5, () => before.setResult("set before"));
    loop.offset = -10;
    lines.push(await sleep(1, "set after"), await before);
  }, { loopFactory: () => loop });
  assertEquals(lines, ["set after", "set before"]);
});

class CountingLoop extends EventLoop {
  idles = 0;

  override _idle(next: number, hasUnwound: boolean): boolean {
    this.idles++;
    return super._idle(next, hasUnwound);
  }
}

Deno.test("delays beyond setTimeout's limit neither fire nor wake the loop", async () => {
  const loop = new CountingLoop();
  const lines: string[] = [];
  await run(async () => {
    const far = [2 ** 31, 2 ** 40, Infinity].map((delay) =>
      loop.callLater(delay, () => lines.push("too early"))
    );
    const sleeper = createTask(() => sleep(2 ** 31 + 1));
    await new Promise((resolve) => setTimeout(resolve, 30));
    lines.push(`done ${sleeper.done()}, often idle ${loop.idles > 5}`);
    sleeper.cancel();
    for (const handle of far) handle.cancel();
  }, { loopFactory: () => loop });
  assertEquals(lines, ["done false, often idle false"]);
});

Deno.test("a year of virtual sleep is over when it is over", async () => {
  const year = 365 * 86_400_000;
  const end = await run(async () => {
    await sleep(year);
    return getRunningLoop().time();
  }, { loopFactory: newVirtualLoop });
  assertEquals(end, year);
});

// ------------------------------------------------------------ work without measure

const MANY = 1_000_000;
const DEEP = 100_000;

Deno.test("a million callbacks run, in order", async () => {
  const loop = newEventLoop();
  let calls = 0;
  let isOrdered = true;
  for (let i = 0; i < MANY; i++) {
    loop.callSoon(() => {
      if (calls++ !== i) isOrdered = false;
    });
  }
  try {
    await loop.runUntilComplete(() => sleep(0));
  } finally {
    loop.close();
  }
  assertEquals([calls, isOrdered], [MANY, true]);
});

Deno.test("a future with ten thousand waiters wakes them all", async () => {
  const count = await run(async () => {
    const future = getRunningLoop().createFuture<number>();
    let sum = 0;
    const tasks = Array.from(
      { length: 10_000 },
      () =>
        createTask(async () => {
          const one = await future;
          sum += one;
        }),
    );
    await sleep(0);
    future.setResult(1);
    await gather(tasks);
    return sum;
  }, { loopFactory: newVirtualLoop });
  assertEquals(count, 10_000);
});

/** Tasks each of which awaits the one before it. */
function chain(first: Coroutine<number>, length: number): Task<number>[] {
  const tasks = [createTask(first)];
  for (let i = 0; i < length; i++) {
    const last = tasks[i] as Task<number>;
    tasks.push(createTask(async () => await last + 1));
  }
  return tasks;
}

Deno.test("a chain of 100,000 tasks gives its result", async () => {
  const result = await run(async () => {
    const tasks = chain(() => sleep(10, 0), DEEP);
    return await (tasks.at(-1) as Task<number>);
  }, { loopFactory: newVirtualLoop });
  assertEquals(result, DEEP);
});

Deno.test("a chain of 100,000 tasks fails with one error, told to its end", async () => {
  const lines = await transcript(async (log) => {
    const tasks = chain(() => Promise.reject(new Error("first")), DEEP);
    try {
      await (tasks.at(-1) as Task<number>);
    } catch (error) {
      log(error);
    }
    log(allTasks().size);
  });
  assertEquals(lines, ["Error: first", "1"]);
});

Deno.test("a chain of 100,000 tasks is cancelled, each of them", async () => {
  const left = await run(async () => {
    const tasks = chain(() => sleep(1e9, 0), DEEP);
    const last = tasks.at(-1) as Task<number>;
    await sleep(0);
    assert(last.cancel("all"));
    await wait([last]);
    return [
      tasks.filter((task) => !task.cancelled() || task.cancelling() !== 1)
        .length,
      allTasks().size,
    ];
  }, { loopFactory: newVirtualLoop });
  assertEquals(left, [0, 1]);
});

Deno.test("tasks that await each other in a ring can be cancelled", async () => {
  const lines = await transcript(async (log) => {
    const tasks: Task<void>[] = [];
    for (let i = 0; i < 3; i++) {
      tasks.push(createTask(async () => {
        await tasks[(i + 1) % 3];
      }));
    }
    await sleep(0);
    await sleep(0);
    log(tasks[0]?.cancel("ring"));
    await wait(tasks);
    for (const task of tasks) {
      log(
        task.cancelled(),
        task.cancelling(),
        await task.catch((error) => (error as CancelledError).message),
      );
    }
  });
  // As in CPython, the message reaches who awaits first.
  assertEquals(lines, ["true", "true 1 ring", "true 1 ", "true 1 "]);
});

Deno.test("shields and groups may be nested a thousand deep and cancelled", async () => {
  const lines = await transcript(async (log) => {
    const nest = (depth: number): Promise<void> =>
      depth === 0 ? sleep(1e9) : taskGroup(async (group) => {
        await group.createTask(() => nest(depth - 1));
      });
    const nested = createTask(() => nest(1000));
    let outer: Future<unknown> = createTask(() => sleep(1e9));
    const inner = outer;
    for (let i = 0; i < DEEP; i++) outer = shield(outer);
    await sleep(1);
    nested.cancel();
    outer.cancel();
    await wait([nested, outer]);
    log(nested.cancelled(), outer.cancelled(), inner.cancelled());
    inner.cancel();
    await sleep(1);
    log(allTasks().size);
  });
  assertEquals(lines, ["true true false", "1"]);
});
