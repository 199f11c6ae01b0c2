// deno-lint-ignore-file require-await -- a coroutine need not wait
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import {
  asyncgen,
  ContextVar,
  createTask,
  currentTask,
  type ExceptionContext,
  type ExceptionHandler,
  type Executor,
  Future,
  gather,
  getRunningLoop,
  Handle,
  newEventLoop,
  Queue,
  run,
  sleep,
  Task,
  type TaskFactory,
  TimerHandle,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";
import { thrownBy, transcript, words } from "./_transcript.ts";

const failure = (promise: Promise<unknown>) =>
  promise.then(() => "nothing", words);

Deno.test("callSoon(), callLater(), callAt(): arguments, context, handles", async () => {
  const color = new ContextVar("color", { default: "none" });
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      color.set("red");
      const show = (a: number, b: string) =>
        log(a, b, color.get(), currentTask(), getRunningLoop() === loop);
      const soon = loop.callSoon(show, 1, "soon");
      const later = loop.callLater(5, show, 2, "later");
      const at = loop.callAt(loop.time() + 6, show, 3, "at");
      color.set("blue");
      assert(soon instanceof Handle && !(soon instanceof TimerHandle));
      log(later instanceof TimerHandle, later.when(), at.when());
      await sleep(10);
      soon.cancel();
      soon.cancel();
      log(soon.cancelled(), later.cancelled());
    }),
    [
      "true 5 6",
      "1 soon red null true",
      "2 later red null true",
      "3 at red null true",
      "true false",
    ],
  );
});

Deno.test("a callback can cancel another one of the same iteration", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      loop.callSoon(() => other.cancel());
      const other = loop.callSoon(() => log("never"));
      await sleep(0);
    }),
    [],
  );
});

Deno.test("what is no function, or no time, is refused", () => {
  const loop = newEventLoop();
  const no = "no function" as never;
  assertEquals(
    [
      thrownBy(() => loop.callSoon(no)),
      thrownBy(() => loop.callLater(1, undefined as never)),
      thrownBy(() => loop.callAt(1, null as never)),
      thrownBy(() => loop.callLater(NaN, () => {})),
      thrownBy(() => loop.callAt(NaN, () => {})),
      thrownBy(() => loop.callLater("1" as never, () => {})),
      thrownBy(() => loop.setExceptionHandler(no)),
      thrownBy(() => loop.setTaskFactory(no)),
      thrownBy(() => loop.setDefaultExecutor(no)),
      thrownBy(() => loop.createTask(no)),
    ],
    [
      "TypeError: a callable object was expected by callSoon(), got no function",
      "TypeError: a callable object was expected by callLater(), got undefined",
      "TypeError: a callable object was expected by callAt(), got null",
      "RangeError: Invalid delay: NaN (not a number)",
      "RangeError: Invalid time: NaN (not a number)",
      "TypeError: delay must be a number, got 1",
      "TypeError: A callable object or None is expected, got no function",
      "TypeError: task factory must be a callable or None",
      "TypeError: an executor with submit() and shutdown() was expected",
      "TypeError: a coroutine function was expected, got string no function; write createTask(work), not createTask(work())",
    ],
  );
  loop.close();
});

Deno.test("a closed loop refuses everything that would run on it", async () => {
  const loop = newEventLoop();
  const future = loop.createFuture();
  loop.close();
  loop.close();
  const closed = "RuntimeError: Event loop is closed";
  assertEquals(
    [
      loop.isClosed(),
      thrownBy(() => loop.callSoon(() => {})),
      thrownBy(() => loop.callSoonThreadsafe(() => {})),
      thrownBy(() => loop.callLater(1, () => {})),
      thrownBy(() => loop.callAt(1, () => {})),
      thrownBy(() => loop.createTask(() => sleep(1))),
      thrownBy(() => loop.runInExecutor(null, () => 1)),
      thrownBy(() => loop.addSignalHandler("SIGINT", () => {})),
      await failure(loop.runForever()),
      await failure(loop.runUntilComplete(future)),
    ],
    [true, ...Array(9).fill(closed)],
  );
});

Deno.test("a running loop can be neither run nor closed", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      log(thrownBy(() => loop.close()));
      log(await failure(loop.runForever()));
      log(await failure(loop.runUntilComplete(() => sleep(1))));
      const other = newEventLoop();
      log(await failure(other.runForever()));
      other.close();
    }),
    [
      "RuntimeError: Cannot close a running event loop",
      "RuntimeError: This event loop is already running",
      "RuntimeError: This event loop is already running",
      "RuntimeError: Cannot run the event loop while another loop is running",
    ],
  );
});

Deno.test("runUntilComplete(): a function, a future, a promise; what fails; what is stopped early", async () => {
  const loop = newVirtualLoop();
  const future = loop.createFuture<string>();
  loop.callLater(5, () => future.setResult("of a future"));
  assertEquals(
    [
      await loop.runUntilComplete(() => sleep(10, "of a function")),
      await loop.runUntilComplete(future),
      await loop.runUntilComplete(Promise.resolve("of a promise")),
      await failure(
        loop.runUntilComplete(() => Promise.reject(new Error("x"))),
      ),
      await failure(loop.runUntilComplete(5 as never)),
    ],
    [
      "of a function",
      "of a future",
      "of a promise",
      "Error: x",
      "TypeError: An asyncio.Future, a coroutine or an awaitable is required",
    ],
  );
  loop.callSoon(() => loop.stop());
  assertEquals(
    await failure(loop.runUntilComplete(() => sleep(1000))),
    "RuntimeError: Event loop stopped before Future completed.",
  );
  loop.close();
});

Deno.test("a task awaiting a future of another loop is told so", async () => {
  const other = newEventLoop();
  const future = other.createFuture();
  const [line] = await transcript(async (log) => {
    await createTask(async () => await future, { name: "waiter" }).catch(log);
  });
  assertEquals(
    line,
    'RuntimeError: Task <Task "waiter" pending> got Future <Future pending> attached to a different loop',
  );
  other.close();
});

Deno.test("exceptions in callbacks go to the exception handler, and the loop goes on", async () => {
  const contexts: ExceptionContext[] = [];
  await run(async () => {
    const loop = getRunningLoop();
    const handler: ExceptionHandler = (_loop, context) => {
      contexts.push(context);
    };
    loop.setExceptionHandler(handler);
    assertStrictEquals(loop.getExceptionHandler(), handler);
    loop.callSoon(function failing() {
      throw new TypeError("in callSoon()");
    });
    loop.callLater(1, () => {
      throw "no error";
    });
    const future = loop.createFuture();
    future.addDoneCallback(() => {
      throw new RangeError("in a done callback");
    });
    future.addDoneCallback(() => loop.callSoon(() => future.cancel()));
    future.setResult(1);
    await sleep(10);
  }, { loopFactory: newVirtualLoop });
  assertEquals(
    contexts.map(({ message, exception, handle }) => [
      message,
      words(exception),
      handle instanceof Handle,
    ]),
    [
      ["Exception in callback failing()", "TypeError: in callSoon()", true],
      [
        "Exception in callback (anonymous)()",
        "RangeError: in a done callback",
        true,
      ],
      ["Exception in callback (anonymous)()", "thrown: no error", true],
    ],
  );
});

/** What is printed to stderr meanwhile. */
async function printed(program: () => Promise<unknown>): Promise<string[]> {
  const { error } = console;
  const lines: string[] = [];
  console.error = (text: string) => {
    lines.push(
      ...text.split("\n").filter((line) => !/^ +at .*:\d+/.test(line)),
    );
  };
  try {
    await program();
  } finally {
    console.error = error;
  }
  return lines;
}

Deno.test("an exception handler that throws is reported with the default one", async () => {
  assertEquals(
    await printed(() =>
      run(async () => {
        const loop = getRunningLoop();
        loop.setExceptionHandler(() => {
          throw new TypeError("in the handler");
        });
        loop.callExceptionHandler({ message: "something" });
        loop.setExceptionHandler(null);
        loop.callExceptionHandler({ message: "printed", extra: 1 });
      })
    ),
    [
      "asyncio: Unhandled error in exception handler",
      "  context: something",
      "  TypeError: in the handler",
      "asyncio: printed",
      "  extra: 1",
    ],
  );
});

Deno.test("who waits outside of any task is told of when the loop closes, if nobody listens", async () => {
  assertEquals(
    await printed(async () => {
      await run(async () => {
        getRunningLoop().callSoon(async () => {
          await sleep(1000);
        });
        await sleep(0);
      }, { loopFactory: newVirtualLoop });
      // The host tells of it in its next turn.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }),
    [
      "asyncio: the event loop was closed while sleep(1000) was waiting, outside of any task: write await",
    ],
  );
});

Deno.test("whatever is thrown can be printed", async () => {
  const unprintable = Object.create(null);
  const strange = new Error("no stack");
  strange.stack = undefined;
  assertEquals(
    await printed(async () => {
      const loop = newEventLoop();
      for (
        const exception of [
          undefined,
          null,
          0,
          Symbol("s"),
          unprintable,
          strange,
          new AggregateError([new Error("inner"), "text"], "outer"),
        ]
      ) loop.defaultExceptionHandler({ message: "m", exception });
      loop.defaultExceptionHandler({ message: "m", odd: unprintable });
      loop.close();
    }),
    [
      "asyncio: m",
      "  a non-error was thrown: undefined",
      "asyncio: m",
      "  a non-error was thrown: null",
      "asyncio: m",
      "  a non-error was thrown: 0",
      "asyncio: m",
      "  a non-error was thrown: Symbol(s)",
      "asyncio: m",
      "  a non-error was thrown: an object that cannot be printed",
      "asyncio: m",
      "  Error: no stack",
      "asyncio: m",
      "  AggregateError: outer",
      "    Error: inner",
      "    a non-error was thrown: text",
      "asyncio: m",
      "  odd: an object that cannot be printed",
    ],
  );
});

Deno.test("the exception handler runs in the context of whom it is about", async () => {
  const color = new ContextVar("color", { default: "none" });
  const colors: string[] = [];
  await run(async () => {
    const loop = getRunningLoop();
    loop.setExceptionHandler(() => colors.push(color.get()));
    color.set("red");
    loop.callSoon(() => {
      throw new Error();
    });
    color.set("blue");
    createTask(async () => {
      color.set("green");
      throw new Error();
    });
    color.set("black");
    await sleep(1);
  }, { loopFactory: newVirtualLoop });
  assertEquals(colors, ["red", "green"]);
});

Deno.test("a task factory makes the tasks; what it throws reaches who asked for one", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      class Named<T> extends Task<T> {
        override getName() {
          return `made by the factory: ${super.getName()}`;
        }
      }
      const factory: TaskFactory = (loop, coro, options) =>
        new Named(coro, { ...options, loop });
      loop.setTaskFactory(factory);
      assertStrictEquals(loop.getTaskFactory(), factory);
      const task = createTask(() => sleep(1, "value"), { name: "a" });
      log(task.getName(), await task);
      loop.setTaskFactory(() => {
        throw new TypeError("in the factory");
      });
      log(thrownBy(() => createTask(() => sleep(1))));
      log(thrownBy(() => gather([() => sleep(1)])));
      loop.setTaskFactory(null);
      log(await createTask(() => sleep(1, "usual")));
    }),
    [
      "made by the factory: a value",
      "TypeError: in the factory",
      "TypeError: in the factory",
      "usual",
    ],
  );
});

Deno.test("runInExecutor(): results, errors, errors of submit() itself, shutdown", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      const executor = (name: string): Executor => ({
        submit: async (fn, args) => {
          log(name, "runs");
          return await fn(...args) as never;
        },
        shutdown: async () => log(name, "ends"),
      });
      log(await loop.runInExecutor(executor("given"), (a: number) => a + 1, 1));
      await loop.runInExecutor(executor("given"), () => {
        throw new TypeError("of the function");
      }).catch(log);
      log(thrownBy(() =>
        loop.runInExecutor({
          submit: () => {
            throw new RangeError("of submit()");
          },
          shutdown: async () => {},
        }, () => 1)
      ));
      loop.setDefaultExecutor(executor("default"));
      log(await loop.runInExecutor(null, () => "value"));
      await loop.shutdownDefaultExecutor();
      log(thrownBy(() => loop.runInExecutor(null, () => 1)));
    }),
    [
      "given runs",
      "2",
      "given runs",
      "TypeError: of the function",
      "RangeError: of submit()",
      "default runs",
      "value",
      "default ends",
      "RuntimeError: Executor shutdown has been called",
    ],
  );
});

Deno.test("shutdownDefaultExecutor(timeout) reports an executor that does not end", async () => {
  const lines = await transcript(async () => {
    const loop = getRunningLoop();
    loop.setDefaultExecutor({
      submit: () => Promise.reject(),
      shutdown: () => new Promise(() => {}),
    });
    await loop.shutdownDefaultExecutor(1);
  }, { loopFactory: newEventLoop });
  assertEquals(lines, [
    "report: The executor did not finishing joining its threads within 1 ms.",
  ]);
});

Deno.test("shutdownDefaultExecutor(timeout) reports nothing of an executor that ends just in time", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      let end = () => {};
      loop.setDefaultExecutor({
        submit: () => Promise.reject(),
        shutdown: () => new Promise<void>((resolve) => end = resolve),
      });
      // In the iteration at whose end the time is over.
      createTask(() => Promise.resolve(end()));
      await loop.shutdownDefaultExecutor(0);
      log("ended");
    }),
    ["ended"],
  );
});

Deno.test("shutdownAsyncgens() closes what was begun and not ended; errors are reported", async () => {
  const lines: string[] = [];
  const numbers = asyncgen(async function* (name: string) {
    try {
      yield 1;
      yield 2;
    } finally {
      lines.push(`${name} closed`);
      if (name === "failing") await Promise.reject(new Error("in finally"));
    }
  });
  const reports = await transcript(async () => {
    await numbers("begun").next();
    await numbers("failing").next();
    for await (const _ of numbers("ended"));
    for await (const _ of numbers("left")) break;
    numbers("never begun");
    lines.push("main ends");
  });
  assertEquals(lines, [
    "ended closed",
    "left closed",
    "main ends",
    "begun closed",
    "failing closed",
  ]);
  assertEquals(reports, [
    "report: an error occurred during closing of asynchronous generator | Error: in finally",
  ]);
});

Deno.test("an async generator outside of every loop is just a generator", async () => {
  const numbers = asyncgen(async function* () {
    yield 1;
    yield 2;
  });
  const given: number[] = [];
  for await (const number of numbers()) given.push(number);
  assertEquals(given, [1, 2]);
});

Deno.test("close() tells who waits from outside of the loop", async () => {
  const loop = newEventLoop();
  const future = loop.createFuture<number>();
  const told = future.then((value) => `got ${value}`, words);
  future.setResult(1);
  loop.close();
  assertEquals(await told, "got 1");
});

Deno.test("getDebug(), setDebug(), slowCallbackDuration", () => {
  const loop = newEventLoop();
  const before = [loop.getDebug(), loop.slowCallbackDuration];
  loop.setDebug(true);
  assertEquals([...before, loop.getDebug()], [false, 100, true]);
  loop.close();
});

Deno.test("a future made by a loop is that loop's; a queue bound to one loop refuses another", async () => {
  const queue = new Queue<number>();
  const first = transcript(async (log) => {
    const future = getRunningLoop().createFuture();
    assert(future instanceof Future);
    assertStrictEquals(future.getLoop(), getRunningLoop());
    getRunningLoop().callLater(1, () => queue.putNowait(1));
    log(await queue.get());
  });
  assertEquals(await first, ["1"]);
  assertEquals(await transcript((log) => queue.get().then(log)), [
    "run() throws RuntimeError: <Queue> is bound to a different event loop",
  ]);
});
