// deno-lint-ignore-file require-await -- a coroutine need not wait
import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  asyncgen,
  CancelledError,
  ContextVar,
  type Coroutine,
  createTask,
  currentTask,
  Event,
  type EventLoop,
  gather,
  getEventLoop,
  getRunningLoop,
  newEventLoop,
  Queue,
  run,
  Runner,
  RuntimeError,
  Semaphore,
  setEventLoop,
  sleep,
  timeout,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";
import { thrownBy, transcript, withResolvers, words } from "./_transcript.ts";

/** What a promise rejects with, in words. */
const failure = (promise: Promise<unknown>) =>
  promise.then(() => "nothing", words);

Deno.test("run() gives what main gives, and throws what it throws", async () => {
  assertEquals(await run(() => sleep(1, "value")), "value");
  assertEquals(
    await failure(run(() => Promise.reject("no error"))),
    "thrown: no error",
  );
  assertEquals(
    await failure(run(() => {
      throw new TypeError("synchronous");
    })),
    "TypeError: synchronous",
  );
});

Deno.test("run() refuses what is no coroutine function, and says what to write", async () => {
  const wrong: unknown[] = [
    sleepLater(),
    42,
    null,
    undefined,
    "main",
    {},
    [() => sleepLater()],
  ];
  const errors: string[] = [];
  for (const value of wrong) {
    errors.push(await failure(run(value as Coroutine<void>)));
  }
  const write = "; write run(main), not run(main())";
  assertEquals(errors, [
    `TypeError: a coroutine function was expected, got a Promise${write}`,
    `TypeError: a coroutine function was expected, got number 42${write}`,
    `TypeError: a coroutine function was expected, got null${write}`,
    `TypeError: a coroutine function was expected, got undefined${write}`,
    `TypeError: a coroutine function was expected, got string main${write}`,
    `TypeError: a coroutine function was expected, got an object${write}`,
    `TypeError: a coroutine function was expected, got an object${write}`,
  ]);
});

Deno.test("run() inside a running loop is refused, and main is never started", async () => {
  assertEquals(
    await transcript(async (log) => {
      const never = () => {
        log("started");
        return sleepLater();
      };
      log(await failure(run(never)));
      log(await failure(new Runner().run(never)));
      log(await failure(newEventLoop().runUntilComplete(never)));
      // Also after an await of the host's, and from a callback.
      await Promise.resolve();
      log(await failure(run(never)));
      getRunningLoop().callSoon(() => failure(run(never)).then(log));
      await sleep(1);
    }),
    [
      "RuntimeError: asyncio.run() cannot be called from a running event loop",
      "RuntimeError: Runner.run() cannot be called from a running event loop",
      "RuntimeError: Cannot run the event loop while another loop is running",
      "RuntimeError: asyncio.run() cannot be called from a running event loop",
      "RuntimeError: asyncio.run() cannot be called from a running event loop",
    ],
  );
});

Deno.test("two runs may overlap: each is its own loop", async () => {
  const lines: string[] = [];
  const program = async (name: string) => {
    const loop = getRunningLoop();
    for (let i = 0; i < 3; i++) {
      await sleep(1);
      assertEquals(getRunningLoop(), loop);
      lines.push(`${name}${i}`);
    }
    return loop;
  };
  const [one, two] = await Promise.all([
    run(() => program("a")),
    run(() => program("b")),
  ]);
  assert(one !== two && one.isClosed() && two.isClosed());
  assertEquals(lines.filter((line) => line < "b"), ["a0", "a1", "a2"]);
  assertEquals(lines.filter((line) => line > "b"), ["b0", "b1", "b2"]);
});

Deno.test("a run that starts from another's callback of the host is independent", async () => {
  // As a server's handler does, it calls out of the loop's async context.
  const work: (() => void)[] = [];
  const server = setInterval(() => work.shift()?.(), 1);
  const inner = await run(async () => {
    const outer = getRunningLoop();
    const started = withResolvers<EventLoop>();
    work.push(() => run(async () => getRunningLoop()).then(started.resolve));
    const loop = await started.promise;
    assert(loop !== outer && outer.isRunning());
    return loop;
  });
  clearInterval(server);
  assert(inner.isClosed());
});

Deno.test("what is left when main returns is cancelled and awaited, in order of creation", async () => {
  assertEquals(
    await transcript(async (log) => {
      const leftover = async (name: string, cleanup: number) => {
        try {
          await sleep(1000);
        } finally {
          log(name, "is cancelled");
          await sleep(cleanup);
          log(name, "has cleaned up");
        }
      };
      createTask(() => leftover("a", 20));
      createTask(() => leftover("b", 10));
      await sleep(1);
      log("main returns");
    }),
    [
      "main returns",
      "a is cancelled",
      "b is cancelled",
      "b has cleaned up",
      "a has cleaned up",
    ],
  );
});

Deno.test("the order of the shutdown: tasks, their errors, async generators, executor, loop", async () => {
  const lines: string[] = [];
  let loop: EventLoop | null = null;
  const lineGenerator = asyncgen(async function* () {
    try {
      yield 1;
      yield 2;
    } finally {
      await sleep(1);
      lines.push("generator closed");
    }
  });
  const error = await failure(run(async () => {
    loop = getRunningLoop();
    loop.setExceptionHandler((_loop, { message, exception }) =>
      lines.push(`${message} | ${words(exception)}`)
    );
    loop.setDefaultExecutor({
      submit: () => Promise.reject("unused"),
      shutdown: async () => {
        lines.push(`executor shut down, loop closed: ${loop?.isClosed()}`);
        await undefined;
      },
    });
    createTask(async () => {
      await sleep(1000).catch(() => {});
      lines.push("task cancelled");
      throw new RangeError("in cleanup");
    });
    createTask(async () => {
      throw new TypeError("nobody looks");
    });
    await lineGenerator().next();
    await sleep(1);
    lines.push("main fails");
    throw new Error("of main");
  }, { loopFactory: newVirtualLoop }));
  lines.push(error, `loop closed: ${loop!.isClosed()}`);
  assertEquals(lines, [
    "main fails",
    "task cancelled",
    "unhandled exception during asyncio.run() shutdown | RangeError: in cleanup",
    "generator closed",
    "executor shut down, loop closed: false",
    "Task exception was never retrieved | TypeError: nobody looks",
    "Error: of main",
    "loop closed: true",
  ]);
});

Deno.test("tasks made during the shutdown are not cancelled, and get the iterations that are left", async () => {
  assertEquals(
    await transcript(async (log) => {
      createTask(async () => {
        try {
          await sleep(1000);
        } finally {
          createTask(async () => {
            log("late task starts");
            await sleep(1000);
            log("never");
          });
          await sleep(1);
          log("cleanup ends");
        }
      });
      await sleep(0);
    }),
    ["late task starts", "cleanup ends"],
  );
});

Deno.test("gracePeriod: leftovers that do not end are named and abandoned", async () => {
  assertEquals(
    await transcript(async (log) => {
      const started = getRunningLoop().time();
      createTask(async () => {
        for (;;) await sleep(1000).catch(() => log("refused"));
      }, { name: "stubborn" });
      createTask(async () => {
        try {
          await sleep(1000);
        } finally {
          await sleep(40);
          log("polite ends after", getRunningLoop().time() - started);
        }
      });
      await sleep(0);
    }, { gracePeriod: 50 }),
    [
      "refused",
      "polite ends after 40",
      "report: stubborn did not end within gracePeriod (50 ms) and is abandoned",
    ],
  );
});

Deno.test("options in milliseconds are checked before main starts", async () => {
  const never = () => Promise.reject("started");
  assertEquals(
    [
      await failure(run(never, { gracePeriod: NaN })),
      await failure(run(never, { gracePeriod: -1 })),
      await failure(run(never, { stallAfter: NaN })),
    ],
    [
      "RangeError: gracePeriod must be a number of milliseconds, got NaN",
      "RangeError: gracePeriod must be a number of milliseconds, got -1",
      "RangeError: stallAfter must be a number of milliseconds, got NaN",
    ],
  );
});

Deno.test("signal: aborting cancels main, and run() rejects with the reason as cause", async () => {
  const controller = new AbortController();
  const lines: string[] = [];
  const error = await assertRejects(
    () =>
      run(async () => {
        getRunningLoop().callLater(5, () => controller.abort("enough"));
        try {
          await sleep(1000);
        } catch (error) {
          lines.push(words(error), `cancelling ${currentTask()?.cancelling()}`);
          await sleep(5);
          lines.push("cleaned up");
          throw error;
        }
      }, { signal: controller.signal, loopFactory: newVirtualLoop }),
    CancelledError,
    "the signal given to run() was aborted",
  );
  assertEquals([...lines, error.cause], [
    "CancelledError",
    "cancelling 1",
    "cleaned up",
    "enough",
  ]);
});

Deno.test("signal: aborted before the start, main never starts; after the end, nothing happens", async () => {
  const early = AbortSignal.abort("too early");
  const error = await assertRejects(
    () => run(() => Promise.reject("started"), { signal: early }),
    CancelledError,
  );
  assertEquals(error.cause, "too early");

  const controller = new AbortController();
  assertEquals(
    await run(() => sleep(1, "done"), { signal: controller.signal }),
    "done",
  );
  controller.abort();
});

Deno.test("signal: a main that swallows the cancellation, or fails, ends as it ends", async () => {
  const runAborted = (end: () => string) => {
    const controller = new AbortController();
    return run(async () => {
      controller.abort();
      try {
        await sleep(1000);
      } catch {
        return end();
      }
      return "never";
    }, { signal: controller.signal });
  };
  assertEquals(await runAborted(() => "swallowed"), "swallowed");
  assertEquals(
    await failure(runAborted(() => {
      throw new TypeError("in cleanup");
    })),
    "TypeError: in cleanup",
  );
});

Deno.test("signal: its listener is gone after each run", async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners++;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners--;
    remove(...args);
  };
  await run(async () => assertEquals(listeners, 1), { signal });
  await failure(run(() => Promise.reject(1), { signal }));
  await using runner = new Runner({ signal });
  await runner.run(async () => {});
  await runner.run(async () => {});
  assertEquals(listeners, 0);
});

Deno.test("exceptions that nobody retrieved are reported when the loop closes, once", async () => {
  assertEquals(
    await transcript(async (log) => {
      const fail = (text: string) => async () => {
        throw new Error(text);
      };
      createTask(fail("unseen"));
      const seen = createTask(fail("seen"));
      const awaited = createTask(fail("awaited"));
      const gathered = createTask(fail("gathered"));
      getRunningLoop().createFuture().setException(new Error("of a future"));
      await sleep(0);
      seen.exception();
      await awaited.catch(() => {});
      await gather([gathered], { returnExceptions: true });
      log("main returns");
    }),
    [
      "main returns",
      "report: Future exception was never retrieved | Error: of a future",
      "report: Task exception was never retrieved | Error: unseen",
    ],
  );
});

Deno.test("Runner keeps one loop and one context; what is left stands still between runs", async () => {
  const color = new ContextVar("color", { default: "none" });
  const lines: string[] = [];
  const runner = new Runner({ loopFactory: newVirtualLoop });
  const loop = runner.getLoop();
  await runner.run(async () => {
    color.set("red");
    createTask(async () => {
      for (const n of [1, 2]) {
        await sleep(10);
        lines.push(`ticker ${n} at ${loop.time()}`);
      }
    });
    await sleep(15);
  });
  lines.push("between the runs");
  await runner.run(async () => {
    lines.push(color.get(), `${getRunningLoop() === loop}`);
    await sleep(10);
  });
  await runner.close();
  await runner.close();
  lines.push(await failure(runner.run(sleepLater)));
  lines.push(thrownBy(() => runner.getLoop()), color.get());
  assertEquals(lines, [
    "ticker 1 at 10",
    "between the runs",
    "red",
    "true",
    "ticker 2 at 20",
    "RuntimeError: Runner is closed",
    "RuntimeError: Runner is closed",
    "none",
  ]);
});

Deno.test("`await using runner` closes it; a Runner that was never used closes too", async () => {
  const lines: string[] = [];
  {
    await using runner = new Runner({ loopFactory: newVirtualLoop });
    await runner.run(async () => {
      createTask(async () => {
        try {
          await sleep(1000);
        } finally {
          lines.push("leftover cancelled");
        }
      });
      await sleep(1);
    });
    lines.push("end of the block");
  }
  const unused = new Runner();
  await unused.close();
  lines.push(`${await unused.run(() => sleep(0, "still usable"))}`);
  await unused.close();
  assertEquals(lines, [
    "end of the block",
    "leftover cancelled",
    "still usable",
  ]);
});

Deno.test("a Runner after a failed run runs again; a given context is used", async () => {
  await using runner = new Runner();
  assertEquals(await failure(runner.run(() => Promise.reject(1))), "thrown: 1");
  const color = new ContextVar("color", { default: "none" });
  const context = await runner.run(async () => {
    color.set("blue");
    return currentTask()!.getContext().copy();
  });
  await runner.run(async () => {
    color.set("green");
  });
  assertEquals(
    await runner.run(async () => color.get(), { context }),
    "blue",
  );
});

Deno.test("run() sets the loop that getEventLoop() gives, and forgets it", async () => {
  const loop = await run(async () => {
    assertEquals(getEventLoop(), getRunningLoop());
    return getEventLoop();
  });
  assert(loop.isClosed());
  assertEquals(
    thrownBy(getEventLoop),
    "RuntimeError: There is no current event loop in thread 'MainThread'.",
  );
  const own = newEventLoop();
  setEventLoop(own);
  try {
    await run(async () => {}, { loopFactory: newVirtualLoop });
    assertEquals(getEventLoop(), own);
  } finally {
    setEventLoop(null);
    own.close();
  }
});

Deno.test("run() on a loop that is closed, or runs, says so", async () => {
  const closed = newEventLoop();
  closed.close();
  assertEquals(
    await failure(run(sleepLater, { loopFactory: () => closed })),
    "RuntimeError: Event loop is closed",
  );
  await assertRejects(
    () => run(sleepLater, { loopFactory: () => undefined as never }),
    TypeError,
  );
});

Deno.test("a cancelled main: CancelledError comes out of run()", async () => {
  assertEquals(
    await failure(run(async () => {
      currentTask()!.cancel("enough");
      await sleep(1);
    })),
    "CancelledError: enough",
  );
});

Deno.test("waits that expired and cleanup at once: a time limit around what run() cancels", async () => {
  assertEquals(
    await transcript(async (log) => {
      createTask(async () => {
        try {
          await sleep(1000);
        } finally {
          await timeout(5, () => sleep(1000)).catch((error) => log(error.name));
        }
      });
      await sleep(1);
    }),
    ["TimeoutError"],
  );
});

Deno.test("names of the module outside of a loop: the error says that none runs", () => {
  const none = "RuntimeError: no running event loop";
  assertEquals(
    [
      thrownBy(() => getRunningLoop()),
      thrownBy(() => sleep(1)),
      thrownBy(() => createTask(sleepLater)),
      thrownBy(() => currentTask()),
      thrownBy(() => gather([])),
      thrownBy(() => new Event().wait()),
      thrownBy(() => new Queue().get()),
      thrownBy(() => new Semaphore(0).acquire()),
    ],
    Array(8).fill(none),
  );
  assert(new RuntimeError() instanceof Error);
});

async function sleepLater(): Promise<void> {
  await undefined;
}
