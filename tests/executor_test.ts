// @run --allow-read=.,$TMPDIR --allow-write=$TMPDIR --allow-run=deno
// Functions in Workers. The pool's waits are real; no test measures them.
import { assertEquals, assertThrows } from "@std/assert";
import {
  captureCallGraph,
  createTask,
  currentTask,
  type EventLoop,
  type Executor,
  getRunningLoop,
  isFuture,
  moduleFunction,
  newEventLoop,
  run,
  sleep,
  toThread,
  transfer,
  waitFor,
  WorkerPool,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";
import { runChild } from "./_child.ts";
import * as inWorker from "./_in_worker.ts";
import { withResolvers } from "./_transcript.ts";

// deno-lint-ignore no-explicit-any -- the type of a function is for the test to know
type AnyFunction = (...args: any[]) => any;

/** A function of a module that is written here. */
function work<F extends AnyFunction = AnyFunction>(
  source: string,
  name = "work",
): NoInfer<F> {
  return moduleFunction<F>(
    `data:text/javascript,${encodeURIComponent(source)}`,
    name,
  );
}

/** The name and message of what a call throws, or its value. */
async function outcome(call: () => PromiseLike<unknown>): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Error)) return { thrown: error };
    return `${error.name}: ${error.message}`;
  }
}

const virtually = (main: () => Promise<void>) =>
  run(main, { loopFactory: newVirtualLoop });

/** How often `arrived` was called in Workers. */
function counter(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4));
}

/** Waits until Workers have added up a number. */
async function reached(count: Int32Array, value: number): Promise<void> {
  while (Atomics.load(count, 0) < value) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

const add = work<(a: number, b: number) => number>(
  "export const work = (a, b) => a + b",
);
/** Adds one to a counter and never ends. */
const hang = work<(count: Int32Array) => void>(
  "export const work = (n) => { Atomics.add(n, 0, 1); return new Promise(() => {}); }",
);
/** Says which copy of its module it is, and how often that one was called. */
const who = work<() => string>(
  `const name = crypto.randomUUID(); let calls = 0;
   export const work = () => name + " " + ++calls;`,
);

Deno.test("`toThread()` gives values, also of async functions and default exports", async () => {
  await virtually(async () => {
    const log = [
      await toThread(add, 1, 2),
      await toThread(work("export const work = async (x) => [x]"), "a"),
      await toThread(
        work("export default (x) => new Map([[x, 1n]])", "default"),
        "k",
      ),
      await toThread(work("export const work = () => {}")),
    ];
    assertEquals(log, [3, ["a"], new Map([["k", 1n]]), undefined]);
  });
});

Deno.test("the loop runs while a Worker blocks", async () => {
  const seen = counter();
  await run(async () => {
    const log: string[] = [];
    // It goes on only when the loop has run meanwhile.
    const blocked = toThread(
      work("export const work = (n) => Atomics.wait(n, 0, 0)"),
      seen,
    );
    createTask(async () => {
      for (let i = 0; i < 3; i++) {
        await sleep(0);
        log.push("tick");
      }
      // Not before the Worker waits.
      while (Atomics.notify(seen, 0) === 0) await sleep(1);
    });
    log.push(await blocked as string);
    assertEquals(log, ["tick", "tick", "tick", "ok"]);
  });
});

Deno.test("the virtual clock stands still while a Worker works", async () => {
  await virtually(async () => {
    const begun = getRunningLoop().time();
    await toThread(
      work(
        "export const work = () => new Promise((end) => setTimeout(end, 20))",
      ),
    );
    assertEquals(getRunningLoop().time() - begun, 0);
  });
});

Deno.test("`moduleFunction()` called directly imports and runs here", async () => {
  assertEquals(await add(1, 2), 3);
  assertEquals(add.name, "work");
  assertEquals(
    await outcome(() => work("export const work = 1")()),
    'TypeError: Cannot call "work" of data:text/javascript,export%20const%20work%20%3D%201: it is of type number',
  );
});

Deno.test("a message shows 120 characters of a module's name", async () => {
  const messages: unknown[] = [];
  for (const length of [120, 121]) {
    const specifier = "data:text/javascript,//".padEnd(length, "x");
    messages.push(await outcome(moduleFunction(specifier, "none")));
  }
  const start = "data:text/javascript,//";
  assertEquals(messages, [
    `TypeError: Cannot call "none" of ${
      start.padEnd(120, "x")
    }: it has no such export`,
    `TypeError: Cannot call "none" of ${
      start.padEnd(119, "x")
    }…: it has no such export`,
  ]);
});

Deno.test("a pool starts Workers as needed, up to its size, and uses them again", async () => {
  const [running, begun] = [counter(), counter()];
  // The first waits for a second, which a single Worker would never begin.
  const overlap = work<(n: Int32Array, begun: Int32Array) => Promise<number>>(
    `export const work = async (n, begun) => {
       const many = Atomics.add(n, 0, 1) + 1;
       Atomics.add(begun, 0, 1);
       while (Atomics.load(begun, 0) < 2) {
         await new Promise((end) => setTimeout(end, 1));
       }
       await new Promise((end) => setTimeout(end, 10));
       Atomics.sub(n, 0, 1);
       return many;
     }`,
  );
  await virtually(async () => {
    const pool = new WorkerPool({ size: 2 });
    const loop = getRunningLoop();
    const first = await loop.runInExecutor(pool, who);
    const second = await loop.runInExecutor(pool, who);
    const both = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(() =>
        loop.runInExecutor(pool, overlap, running, begun)
      ),
    );
    assertEquals([
      first.replace(/.* /, ""),
      second.replace(/.* /, ""),
      first.replace(/ .*/, "") === second.replace(/ .*/, ""),
      Math.max(...both),
    ], ["1", "2", true, 2]);
    await pool.shutdown();
  });
});

Deno.test("calls beyond the size wait in order, with the arguments of their time", async () => {
  await virtually(async () => {
    await using pool = new WorkerPool({ size: 1 });
    const loop = getRunningLoop();
    const log: string[] = [];
    const say = work<(words: string[]) => string>(
      "export const work = (words) => words.join()",
    );
    const words = ["a"];
    const calls = [];
    for (const next of ["b", "c", "d"]) {
      const call = loop.runInExecutor(pool, say, words);
      call.addDoneCallback((it) => log.push(it.result()));
      calls.push(call);
      words.push(next);
    }
    await Promise.all(calls);
    assertEquals(log, ["a", "a,b", "a,b,c"]);
  });
});

Deno.test("`transfer()` moves buffers, to a Worker, to the queue, and back", async () => {
  await virtually(async () => {
    await using pool = new WorkerPool({ size: 1 });
    const loop = getRunningLoop();
    const size = work<(bytes: { byteLength: number }) => number>(
      "export const work = (bytes) => bytes.byteLength",
    );
    const [copied, view, buffer, queued] = [1, 2, 3, 4].map((n) =>
      new Uint8Array(n)
    );
    const sizes = [
      loop.runInExecutor(pool, size, copied),
      loop.runInExecutor(pool, size, transfer(view)),
      loop.runInExecutor(pool, size, transfer(buffer.buffer)),
      loop.runInExecutor(
        pool,
        work("export const work = ({ inner }) => inner.length"),
        transfer({ inner: queued }, [queued.buffer]),
      ),
    ];
    const left = [copied, view, buffer, queued].map((it) => it.length);
    assertEquals(await Promise.all(sizes), [1, 2, 3, 4]);
    assertEquals(left, [1, 0, 0, 0]);
  });
  assertThrows(
    () => transfer({ a: 1 }),
    TypeError,
    "Cannot transfer: it is no buffer, so write transfer(value, [what moves])",
  );
});

Deno.test("ports and streams move by themselves", async () => {
  const { port1, port2 } = new MessageChannel();
  await virtually(async () => {
    const answer = withResolvers<unknown>();
    port1.onmessage = ({ data }) => answer.resolve(data);
    await toThread(
      work("export const work = (port) => { port.postMessage('from there'); }"),
      port2,
    );
    const stream = await toThread(
      work<() => ReadableStream>(
        "export const work = () => new Blob(['streamed']).stream()",
      ),
    );
    assertEquals([await answer.promise, await new Response(stream).text()], [
      "from there",
      "streamed",
    ]);
  });
  port1.close();
});

Deno.test("what cannot cross is named", async () => {
  await virtually(async () => {
    const give = work<(...args: unknown[]) => unknown>(
      "export function work() { return { list: [0, new Map([[1, () => {}]])] }; }",
    );
    const log = [
      await outcome(() => toThread(give, 1, () => {})),
      await outcome(() => toThread(give, { on: { done: [Symbol("s")] } })),
      await outcome(() => toThread(give, Promise.resolve())),
      await outcome(() => toThread(give)),
      // The Worker is as good as before.
      await outcome(() => toThread(add, 1, 2)),
    ];
    assertEquals(log, [
      "TypeError: Cannot send argument 2 of work() to a Worker: it is a function",
      "TypeError: Cannot send argument 1.on.done[0] of work() to a Worker: it is a symbol",
      "TypeError: Cannot send argument 1 of work() to a Worker: it is a Promise",
      "TypeError: Cannot return the result.list[1] (in its Map) of work() from a Worker: it is a function",
      3,
    ]);
  });
});

Deno.test("errors arrive with class, properties, cause and both stacks", async () => {
  const fail = work(`
    class OwnError extends Error {
      constructor(message) { super(message); this.name = "OwnError"; this.code = 7; this.tell = () => {}; }
    }
    const ways = {
      range: () => { throw new RangeError("too far"); },
      own: () => Promise.reject(new OwnError("mine")),
      caused: () => { throw new Error("outer", { cause: new TypeError("inner") }); },
      many: () => { throw new AggregateError([new SyntaxError("one"), 2], "both"); },
      dom: () => { throw new DOMException("stop", "AbortError"); },
      value: () => Promise.reject({ code: 1 }),
      odd: () => { throw () => {}; },
    };
    export function work(way) { return ways[way](); }`);
  const errors: Record<string, Error & { code?: number; errors?: unknown[] }> =
    {};
  await virtually(async () => {
    for (const way of ["range", "own", "caused", "many", "dom", "odd"]) {
      await toThread(fail, way).catch((error) => errors[way] = error);
    }
    assertEquals(await outcome(() => toThread(fail, "value")), {
      thrown: { code: 1 },
    });
  });
  const { range, own, caused, many, dom, odd } = errors;
  assertEquals(
    [
      [range instanceof RangeError, range.name, range.message],
      [own instanceof Error, own.name, own.message, own.code],
      [
        (caused.cause as Error) instanceof TypeError,
        (caused.cause as Error).message,
      ],
      [
        many instanceof AggregateError,
        many.errors?.[0] instanceof SyntaxError,
        many.errors?.[1],
      ],
      [dom instanceof DOMException, dom.name, dom.message],
      [odd.name, odd.message],
    ],
    [
      [true, "RangeError", "too far"],
      [true, "OwnError", "mine", 7],
      [true, "inner"],
      [true, true, 2],
      [true, "AbortError", "stop"],
      ["Error", "a function was thrown: () => {}"],
    ],
  );
  const stack = (range.stack as string).split("\n").map((line) =>
    line.replace(/^ +at (?:Object\.)?(\w+) \(data:.*/, "$1")
      .replace(/.*executor_test\.ts.*/, "executor_test.ts")
  );
  assertEquals(stack.slice(0, 4), [
    "RangeError: too far",
    "range",
    "work",
    "executor_test.ts",
  ]);
});

Deno.test("wrong uses say what to write", async () => {
  assertThrows(
    () => toThread(add, 1, 2),
    Error,
    "no running event loop",
  );
  assertThrows(
    () => moduleFunction("./work.ts", "work"),
    TypeError,
    'Cannot name a function of "./work.ts": write moduleFunction(import.meta.resolve("./work.ts"), …)',
  );
  assertThrows(() => new WorkerPool({ size: 0 }), RangeError, "of size 0");
  assertThrows(() => new WorkerPool({ grace: -1 }), RangeError, "grace -1");
  await virtually(async () => {
    const digest = (text: string) => text.length;
    assertThrows(
      () => toThread(digest, "a"),
      TypeError,
      'Cannot run digest() in a Worker: a closure cannot cross. Export it from a module and write toThread(moduleFunction(import.meta.resolve("./work.ts"), "digest"))',
    );
    assertThrows(
      () => getRunningLoop().runInExecutor(null, digest, "a"),
      TypeError,
      "a closure cannot cross",
    );
    assertThrows(
      () => toThread(42 as unknown as () => void),
      TypeError,
      "a function by moduleFunction() was expected, got 42",
    );
    const source = "export const a = () => {}, b = 1; export function c() {}";
    const log = [
      await outcome(() => toThread(work(source, "work"))),
      await outcome(() => toThread(work(source, "b"))),
      await outcome(() => toThread(work("throw new Error('at the top')"))),
      await outcome(() => toThread(moduleFunction("file:///there/is/none.ts"))),
    ].map((text) => String(text).replace(/data:\S+/, "data:…"));
    assertEquals(log, [
      'TypeError: Cannot call "work" of data:… it has no such export; the functions it exports: a, c',
      'TypeError: Cannot call "b" of data:… it is of type number; the functions it exports: a, c',
      "RuntimeError: Cannot load data:… in a Worker: at the top",
      'RuntimeError: Cannot load file:///there/is/none.ts in a Worker: Requires read access to "/there/is/none.ts", run again with the --allow-read flag',
    ]);
  });
});

Deno.test("cancelling ends a call at once, and its Worker; the next gets a new one", async () => {
  const count = counter();
  await virtually(async () => {
    await using pool = new WorkerPool({ size: 1 });
    const loop = getRunningLoop();
    const before = await loop.runInExecutor(pool, who);
    const call = loop.runInExecutor(pool, hang, count);
    await reached(count, 1);
    const log: unknown[] = [isFuture(call), call.done()];
    log.push(call.cancel("enough"), call.cancelled(), call.cancel());
    log.push(await outcome(() => call));
    const after = await loop.runInExecutor(pool, who);
    log.push(after.endsWith(" 1"), after === before);
    assertEquals(log, [
      true,
      false,
      true,
      true,
      false,
      "CancelledError: enough",
      true,
      false,
    ]);
  });
});

Deno.test("cancelling the task that awaits `toThread()` ends the call", async () => {
  const count = counter();
  await virtually(async () => {
    const task = createTask(() => toThread(hang, count));
    await sleep(0);
    await reached(count, 1);
    const waitsFor = captureCallGraph(task)?.waitsFor;
    task.cancel();
    assertEquals(
      [waitsFor, await outcome(() => task), task.cancelled()],
      ["runInExecutor(work)", "CancelledError: ", true],
    );
  });
});

Deno.test("a queued call that is cancelled never runs", async () => {
  const count = counter();
  const mark = work("export const work = (n) => Atomics.add(n, 0, 1)");
  await virtually(async () => {
    await using pool = new WorkerPool({ size: 1 });
    const loop = getRunningLoop();
    const calls = [1, 2, 3].map(() => loop.runInExecutor(pool, mark, count));
    calls[1].cancel();
    const ends = await Promise.all(calls.map((call) => outcome(() => call)));
    assertEquals([ends, count[0]], [[0, "CancelledError: ", 1], 2]);
  });
});

Deno.test("a cancelled call with an AbortSignal is asked first, and awaited", async () => {
  const polite = work<(n: Int32Array, signal: AbortSignal) => Promise<string>>(
    `export const work = (n, signal) => new Promise((resolve) => {
       Atomics.add(n, 0, 1);
       signal.onabort = () => setTimeout(() => {
         Atomics.add(n, 0, signal.reason.name === "CancelledError" ? 10 : 100);
         resolve("cleaned up");
       }, 5);
     })`,
  );
  const count = counter();
  await virtually(async () => {
    await using pool = new WorkerPool({ size: 1, grace: 60_000 });
    const loop = getRunningLoop();
    const before = await loop.runInExecutor(pool, who);
    const task = createTask(() =>
      loop.runInExecutor(pool, polite, count, currentTask()!.signal)
    );
    await sleep(0);
    await reached(count, 1);
    task.cancel();
    const log: unknown[] = [await outcome(() => task), count[0]];
    // The Worker answered: it goes on.
    const after = await loop.runInExecutor(pool, who);
    log.push(before.slice(0, 36) === after.slice(0, 36));
    assertEquals(log, ["CancelledError: ", 11, true]);
  });
});

Deno.test("a Worker that ignores its AbortSignal is terminated after the grace", async () => {
  const count = counter();
  await virtually(async () => {
    await using pool = new WorkerPool({ size: 1, grace: 5 });
    const loop = getRunningLoop();
    const { signal } = new AbortController();
    const call = loop.runInExecutor(
      pool,
      hang as (n: Int32Array, signal: AbortSignal) => void,
      count,
      signal,
    );
    await reached(count, 1);
    const log: unknown[] = [call.cancel(), call.cancelled()];
    log.push(await outcome(() => call));
    log.push(await loop.runInExecutor(pool, add, 1, 2));
    assertEquals(log, [true, false, "CancelledError: ", 3]);
  });
});

Deno.test("cancelling twice does not wait for the grace", async () => {
  const count = counter();
  await virtually(async () => {
    await using pool = new WorkerPool({ size: 1, grace: 1e8 });
    const { signal } = new AbortController();
    const call = getRunningLoop().runInExecutor(
      pool,
      hang as (n: Int32Array, signal: AbortSignal) => void,
      count,
      signal,
    );
    await reached(count, 1);
    const log = [call.cancel(), call.done(), call.cancel("now"), call.done()];
    assertEquals([...log, await outcome(() => call)], [
      true,
      false,
      true,
      true,
      "CancelledError: now",
    ]);
  });
});

Deno.test("an AbortSignal works in the Worker, with its reason", async () => {
  const told = work<(n: Int32Array, ...signals: AbortSignal[]) => unknown>(
    `export const work = (n, first, second) => new Promise((resolve) => {
       const tell = () => resolve([first.aborted, String(second.reason)]);
       if (second.aborted) tell(); else second.onabort = tell;
       Atomics.add(n, 0, 1);
     })`,
  );
  await virtually(async () => {
    const [one, two] = [new AbortController(), new AbortController()];
    const count = counter();
    const call = toThread(told, count, one.signal, two.signal);
    await reached(count, 1);
    two.abort(new TypeError("changed my mind"));
    const log = [await call];
    log.push(await toThread(told, count, one.signal, AbortSignal.abort()));
    assertEquals(log, [
      [false, "TypeError: changed my mind"],
      [false, "AbortError: The signal has been aborted"],
    ]);
  });
});

Deno.test("`waitFor()` gives up a call", async () => {
  await run(async () => {
    assertEquals(
      await outcome(() => waitFor(toThread(hang, counter()), 1)),
      "TimeoutError: ",
    );
  });
});

Deno.test("a Worker that dies fails the call it was serving, and no other", async () => {
  const ways = {
    late: "setTimeout(() => { throw new TypeError('late'); })",
    rejected: "Promise.reject(new RangeError('unseen'))",
    closed: "self.close()",
    exited: "process.exit(3)",
  };
  await virtually(async () => {
    await using pool = new WorkerPool({ size: 2 });
    const loop = getRunningLoop();
    const log: unknown[] = [];
    for (const [name, way] of Object.entries(ways)) {
      const count = counter();
      const beside = loop.runInExecutor(
        pool,
        work(
          `export const work = async (n) => {
             while (Atomics.load(n, 0) === 0) await new Promise((end) => setTimeout(end, 1));
             return "beside";
           }`,
        ),
        count,
      );
      const die = work(
        `export function ${name}() { ${way}; return new Promise(() => {}); }`,
        name,
      );
      const dying = loop.runInExecutor(pool, die);
      const queued = loop.runInExecutor(pool, add, 1, 2);
      log.push(await outcome(() => dying), await queued);
      Atomics.store(count, 0, 1);
      log.push(await beside);
    }
    assertEquals(log, [
      "RuntimeError: The Worker that ran late() died: TypeError: late",
      3,
      "beside",
      "RuntimeError: The Worker that ran rejected() died: RangeError: unseen",
      3,
      "beside",
      "RuntimeError: The Worker that ran closed() died: it was closed from inside",
      3,
      "beside",
      "RuntimeError: The Worker that ran exited() died: it was closed from inside",
      3,
      "beside",
    ]);
  });
});

Deno.test("a Worker whose memory is full fails the call it was serving, and no other", async () => {
  const { code, out, err } = await runChild(
    `
const source = \`
  const fill = () => { const all = []; for (;;) all.push(new Array(10_000).fill({})); };
  export const atOnce = () => fill();
  export const later = async () => { await null; fill(); };
  export const beside = async (n) => {
    while (Atomics.load(n, 0) === 0) await new Promise((end) => setTimeout(end, 1));
    return "beside";
  };
\`;
const work = (name) => moduleFunction("data:text/javascript," + encodeURIComponent(source), name);
await run(async () => {
  await using pool = new WorkerPool({ size: 2 });
  const loop = getRunningLoop();
  const count = new Int32Array(new SharedArrayBuffer(4));
  const beside = loop.runInExecutor(pool, work("beside"), count);
  for (const name of ["atOnce", "later"]) {
    await Promise.resolve(loop.runInExecutor(pool, work(name))).catch((error) => console.log(String(error)));
  }
  Atomics.store(count, 0, 1);
  console.log(await beside);
});
`,
    { flags: ["--v8-flags=--max-old-space-size=40"] },
  );
  assertEquals([code, ...out, ...err], [
    0,
    "RuntimeError: The Worker that ran atOnce() died: RangeError: its memory was full",
    "RuntimeError: The Worker that ran later() died: RangeError: its memory was full",
    "beside",
  ]);
});

Deno.test("what a Worker throws after its answer goes to the exception handler", async () => {
  await virtually(async () => {
    const loop = getRunningLoop();
    const told = withResolvers<string>();
    loop.setExceptionHandler((_, { message, exception }) =>
      told.resolve(`${message}: ${exception}`)
    );
    const log = [
      await toThread(
        work(
          "export const work = () => { setTimeout(() => { throw new Error('too late'); }, 5); return 'done'; }",
        ),
      ),
      await told.promise,
      await toThread(add, 1, 2),
    ];
    assertEquals(log, [
      "done",
      "A Worker failed while it served no call: Error: too late",
      3,
    ]);
  });
});

Deno.test("`run()` waits for calls that still run, then ends the Workers", async () => {
  const count = counter();
  const slow = work(
    `export const work = async (n) => {
       await new Promise((end) => setTimeout(end, 20));
       Atomics.add(n, 0, 1);
     }`,
  );
  let loop: EventLoop | undefined;
  await virtually(async () => {
    loop = getRunningLoop();
    loop.runInExecutor(null, slow, count);
    loop.runInExecutor(null, slow, count);
    await sleep(0);
  });
  assertEquals(count[0], 2);
  assertThrows(
    () => loop?.runInExecutor(null, add, 1, 2),
    Error,
    "Event loop is closed",
  );
});

Deno.test("`shutdownDefaultExecutor()` waits, and refuses calls from then on", async () => {
  await virtually(async () => {
    const loop = getRunningLoop();
    const call = loop.runInExecutor(null, add, 1, 2);
    await loop.shutdownDefaultExecutor();
    assertEquals(call.result(), 3);
    assertThrows(
      () => loop.runInExecutor(null, add, 1, 2),
      Error,
      "Executor shutdown has been called",
    );
  });
});

Deno.test("`shutdownDefaultExecutor()` with a timeout ends what still runs", async () => {
  const count = counter();
  await run(async () => {
    const loop = getRunningLoop();
    const told: string[] = [];
    loop.setExceptionHandler((_, { message }) => void told.push(message));
    const call = loop.runInExecutor(null, hang, count);
    await reached(count, 1);
    await loop.shutdownDefaultExecutor(5);
    assertEquals([told, await outcome(() => call)], [
      ["The executor did not finishing joining its threads within 5 ms."],
      "CancelledError: ",
    ]);
  });
});

Deno.test("a pool that is shut down takes no calls; shutting down twice is harmless", async () => {
  await virtually(async () => {
    const pool = new WorkerPool({ size: 1 });
    const last = pool.submit(add, [1, 2]);
    const ended = pool.shutdown();
    assertThrows(
      () => pool.submit(add, [1, 2]),
      Error,
      "cannot schedule new futures after shutdown",
    );
    assertEquals(await last, 3);
    await ended;
    await pool.shutdown();
  });
});

Deno.test("a custom executor: result, error, a `cancel()` of its own", async () => {
  const log: string[] = [];
  const here: Executor = {
    submit: (fn, args) => {
      log.push(`${fn.name}(${args})`);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const promise = new Promise<never>((resolve, reject) => {
        timer = setTimeout(() => {
          try {
            resolve(fn(...args) as never);
          } catch (error) {
            reject(error);
          }
        });
      });
      const cancel = () => {
        clearTimeout(timer);
        log.push("told");
      };
      return Object.assign(promise, { cancel });
    },
    shutdown() {
      log.push("shut down");
      return Promise.resolve();
    },
  };
  await virtually(async () => {
    const loop = getRunningLoop();
    const square = (n: number) => n * n;
    log.push(String(await loop.runInExecutor(here, square, 3)));
    loop.setDefaultExecutor(here);
    log.push(String(await toThread(square, 4)));
    log.push(String(
      await outcome(() =>
        toThread(() => {
          throw new TypeError("no");
        })
      ),
    ));
    const call = loop.runInExecutor(here, square, 5);
    log.push(String(call.cancel()), String(call.cancelled()));
  });
  assertEquals(log, [
    "square(3)",
    "9",
    "square(4)",
    "16",
    "()",
    "TypeError: no",
    "square(5)",
    "told",
    "true",
    "true",
    "shut down",
  ]);
});

Deno.test("an executor may run its calls as tasks of the loop", async () => {
  const log: string[] = [];
  await virtually(async () => {
    const loop = getRunningLoop();
    const asTasks: Executor = {
      submit: <A extends unknown[], T>(fn: (...args: A) => T, args: A) =>
        loop.createTask(async (): Promise<Awaited<T>> => await fn(...args)),
      shutdown: () => Promise.resolve(),
    };
    const nap = async (n: number) => {
      try {
        await sleep(n);
        return n;
      } finally {
        log.push(`end of ${n}`);
      }
    };
    log.push(String(await loop.runInExecutor(asTasks, nap, 10)));
    const call = loop.runInExecutor(asTasks, nap, 20);
    await sleep(0);
    call.cancel();
    log.push(String(await outcome(() => call)));
  });
  assertEquals(log, ["end of 10", "10", "end of 20", "CancelledError: "]);
});

Deno.test("`setDefaultExecutor()` ends the pool that the loop had made", async () => {
  await virtually(async () => {
    const loop = getRunningLoop();
    await toThread(add, 1, 2);
    await using pool = new WorkerPool({ size: 1 });
    loop.setDefaultExecutor(pool);
    const [first, second] = [await toThread(who), await toThread(who)];
    assertEquals([first.slice(-2), second.slice(-2)], [" 1", " 2"]);
    assertThrows(
      () => loop.setDefaultExecutor({} as Executor),
      TypeError,
      "an executor with submit() and shutdown() was expected",
    );
  });
});

// One test: Deno checks the types of the module in every Worker that loads it.
Deno.test("`toThread()` takes the context along, `runInExecutor()` does not; Workers have loops", async () => {
  const url = import.meta.resolve("./_in_worker.ts");
  const context = moduleFunction<typeof inWorker.context>(url, "context");
  const nested = moduleFunction<typeof inWorker.nested>(url, "nested");
  const zeros = moduleFunction<typeof inWorker.zeros>(url, "zeros");
  const timedOut = moduleFunction<typeof inWorker.timedOut>(url, "timedOut");
  const { otherTwin, request, tenant, twin, user } = inWorker;
  await virtually(async () => {
    const loop = getRunningLoop();
    loop.setDefaultExecutor(new WorkerPool({ size: 1 }));
    user.set("ann");
    request.set({ cannot: () => "cross" });
    twin.set("one");
    otherTwin.set("two");
    const log: unknown[] = [
      await tenant.run("t1", () => toThread(context)),
      await loop.runInExecutor(null, context),
      user.get(),
    ];
    request.set([1, 2]);
    log.push(
      await toThread(context),
      await toThread(nested, 1),
      await toThread(zeros, 5),
      await outcome(() => toThread(timedOut)),
    );
    assertEquals(log, [
      ["ann", "none", "unset", "t1", "ann"],
      ["nobody", "none", "unset", undefined, "nobody"],
      "ann",
      ["ann", [1, 2], "unset", undefined, "ann"],
      "ann slept",
      new Uint8Array(5),
      "TimeoutError: ",
    ]);
  });
});

Deno.test("a custom executor runs a function in a copy of the context", async () => {
  await virtually(async () => {
    const here: Executor = {
      submit: (fn, args) => Promise.resolve(fn(...args)),
      shutdown: () => Promise.resolve(),
    };
    getRunningLoop().setDefaultExecutor(here);
    inWorker.user.set("ann");
    const old = await toThread(() => {
      const value = inWorker.user.get();
      inWorker.user.set("bob");
      return value;
    });
    assertEquals([old, inWorker.user.get()], ["ann", "ann"]);
  });
});

Deno.test("a failed call that nobody awaits is reported", async () => {
  const log: string[] = [];
  await virtually(async () => {
    const loop = getRunningLoop();
    loop.setExceptionHandler((_, { message, exception }) =>
      void log.push(`${message}: ${exception}`)
    );
    loop.runInExecutor(
      null,
      work("export const work = () => { throw new Error('unseen'); }"),
    );
    await sleep(0);
  });
  assertEquals(log, [
    "Future exception was never retrieved: Error: unseen",
  ]);
});

Deno.test("calls that run when a loop is closed by hand end by themselves", async () => {
  const count = counter();
  const loop = newEventLoop();
  const slow = work(
    `export const work = async (n) => {
       await new Promise((end) => setTimeout(end, 20));
       Atomics.add(n, 0, 1);
     }`,
  );
  await loop.runUntilComplete(async () => {
    loop.runInExecutor(null, slow, count);
    await loop.runInExecutor(null, add, 1, 2);
  });
  loop.close();
  assertThrows(
    () => loop.runInExecutor(null, add, 1, 2),
    Error,
    "Event loop is closed",
  );
  await reached(count, 1);
});

Deno.test("the program ends: after a call, without close(), with a Worker that blocks", async () => {
  assertEquals(
    await runChild(`
const add = moduleFunction("data:text/javascript,export const add = (a, b) => a + b", "add");
await run(async () => console.log(await toThread(add, 1, 2)));
const runner = new Runner();
console.log(await runner.run(() => toThread(add, 3, 4)));
const block = moduleFunction("data:text/javascript,export const work = (n) => { Atomics.add(n, 0, 1); for (;;); }", "work");
const count = new Int32Array(new SharedArrayBuffer(4));
await run(async () => {
  const call = toThread(block, count);
  while (Atomics.load(count, 0) === 0) await sleep(1);
  call.cancel();
  console.log(await call.catch((error) => error.name));
});
`),
    { code: 0, out: ["3", "7", "CancelledError"], err: [] },
  );
});

Deno.test("without permission to read the module, the error names the flag", async () => {
  const { out } = await runChild(`
const work = moduleFunction(import.meta.url, "work");
export const never = () => {};
await run(() => toThread(work)).catch((error) =>
  console.log(error.message.replaceAll(/[^ ]*program.ts/g, "program.ts")));
`);
  assertEquals(out, [
    'Cannot load program.ts in a Worker: Requires read access to program.ts", run again with the --allow-read flag',
  ]);
});
