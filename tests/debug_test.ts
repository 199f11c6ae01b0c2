// @run --allow-read=$TMPDIR --allow-write=$TMPDIR --allow-run=deno
// What debug mode tells, word for word, with the places in the program. A
// program's first line is line 1.
import { assertEquals } from "@std/assert";
import {
  createTask,
  Event,
  type ExceptionContext,
  getRunningLoop,
  newEventLoop,
  Queue,
  run,
  sleep,
  timeout,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";
import { type ChildOptions, runChild } from "./_child.ts";
import { thrownBy, transcript } from "./_transcript.ts";

/** What a program reports. */
async function reports(
  program: string,
  options?: ChildOptions,
): Promise<string[]> {
  const { code, out, err } = await runChild(program, options);
  assertEquals([code, ...out], [0]);
  return err.filter((line) => line !== "");
}

Deno.test("slow steps: the task, where it woke and where it waited next", async () => {
  assertEquals(
    await reports(`
let now = 0; performance.now = () => now;
await run(async () => {
  await sleep(0);
  now += 101;
  await sleep(0);
}, { debug: true });
`),
    [
      'asyncio: Executing <Task "Task-1" pending> took 0.101 seconds',
      '  task: <Task "Task-1" pending>',
      "  place: program.ts:3:9",
      "  up to: program.ts:5:9",
      "  → nothing else ran meanwhile: split the work with sleep(0), or move it to a Worker with toThread()",
    ],
  );
});

Deno.test("slow callbacks: their name, and where they were registered", async () => {
  assertEquals(
    await reports(`
let now = 0; performance.now = () => now;
await run(async () => {
  const loop = getRunningLoop();
  loop.slowCallbackDuration = 15;
  loop.callSoon(function busy() {
    now += 16;
  });
  loop.callSoon(function prompt() {
    now += 14;
  });
  await sleep(0);
}, { debug: true });
`),
    [
      "asyncio: Executing <Handle busy()> took 0.016 seconds",
      "  place: program.ts:5:8",
      "  → nothing else ran meanwhile: split the work with sleep(0), or move it to a Worker with toThread()",
    ],
  );
});

Deno.test("a cancellation that is swallowed: the task waits again at the same place", async () => {
  assertEquals(
    await reports(`
await run(async () => {
  const task = createTask(async () => {
    for (let i = 0; i < 2; i++) {
      try {
        await sleep(1000);
      } catch {
        // Swallowed.
      }
    }
  }, { name: "worker" });
  await sleep(0);
  task.cancel();
  await sleep(0);
  task.cancel();
  await task;
}, { debug: true });
`),
    [
      "asyncio: worker swallowed a cancellation",
      '  task: <Task "worker" cancelling>',
      "  was cancelled in: sleep(1000) at program.ts:5:15",
      "  waits again for: sleep(1000) at program.ts:5:15",
      "  → clean up and throw the CancelledError on; who means to go on calls currentTask().uncancel()",
      "asyncio: worker swallowed a cancellation",
      '  task: <Task "worker" cancelling>',
      "  was cancelled in: sleep(1000) at program.ts:5:15",
      "  and returned; made at: program.ts:2:16",
      "  → clean up and throw the CancelledError on; who means to go on calls currentTask().uncancel()",
    ],
  );
});

Deno.test("a cancellation that is swallowed while a task is awaited", async () => {
  assertEquals(
    await reports(`
await run(async () => {
  const task = createTask(async () => {
    const inner = createTask(() => sleep(1000), { name: "inner" });
    try {
      await inner;
    } catch {
      // Swallowed.
    }
  }, { name: "outer" });
  await sleep(0);
  task.cancel();
  await task;
}, { debug: true });
`),
    [
      "asyncio: outer swallowed a cancellation",
      '  task: <Task "outer" cancelling>',
      '  was cancelled in: <Task "inner" cancelled> at program.ts:5:7',
      "  and returned; made at: program.ts:2:16",
      "  → clean up and throw the CancelledError on; who means to go on calls currentTask().uncancel()",
    ],
  );
});

Deno.test("no cancellation is swallowed by cleanup, uncancel(), a timeout or a task group", async () => {
  assertEquals(
    await reports(`
const step = () => sleep(5);
async function cleanup() {
  try {
    await step();
  } finally {
    await step(); // the same helper, elsewhere
  }
}
async function handles() {
  try {
    await sleep(1000);
  } catch {
    currentTask().uncancel();
  }
  await sleep(1);
}
async function limited() {
  for (let i = 0; i < 2; i++) {
    await timeout(1, () => sleep(1000)).catch(() => {});
    await waitFor(() => sleep(1000), 1).catch(() => {});
  }
}
async function grouped() {
  for (let i = 0; i < 2; i++) {
    await taskGroup(async (group) => {
      group.createTask(async () => { throw new Error(); });
      await sleep(1000);
    }).catch(() => {});
  }
}
await run(async () => {
  const cancelled = [createTask(cleanup), createTask(handles)];
  await sleep(1);
  for (const task of cancelled) task.cancel();
  await gather([...cancelled, limited, grouped], { returnExceptions: true });
}, { debug: true });
`),
    [],
  );
});

Deno.test("waits that nobody awaited, told when their task ends", async () => {
  assertEquals(
    await reports(`
await run(async () => {
  await createTask(async () => {
    sleep(0);
    new Queue().get();
    await sleep(1);
  }, { name: "forgetful" });
  sleep(1);
  await sleep(2);
}, { debug: true });
`),
    [
      "asyncio: Queue.get() was never awaited",
      '  task: <Task "forgetful" pending>',
      "  place: program.ts:4:17",
      "  → write await: nothing else waits for its end or sees its error",
      "asyncio: sleep(0) was never awaited",
      '  task: <Task "forgetful" pending>',
      "  place: program.ts:3:5",
      "  → write await: nothing else waits for its end or sees its error",
      "asyncio: sleep(1) was never awaited",
      '  task: <Task "Task-1" pending>',
      "  place: program.ts:7:3",
      "  → write await: nothing else waits for its end or sees its error",
    ],
  );
});

Deno.test("waits that nobody awaited in a callback are told when the loop closes", async () => {
  assertEquals(
    await reports(`
await run(async () => {
  getRunningLoop().callSoon(() => { sleep(1); });
  await sleep(2);
}, { debug: true });
`),
    [
      "asyncio: sleep(1) was never awaited",
      "  place: program.ts:2:37",
      "  → write await: nothing else waits for its end or sees its error",
    ],
  );
});

Deno.test("what goes on when its task has ended: a lost race, a forgotten timeout()", async () => {
  assertEquals(
    await reports(`
await run(async () => {
  await createTask(async () => {
    await Promise.race([sleep(1), sleep(500)]);
    timeout(400, () => sleep(300)).catch((error) => console.error(error.message));
  }, { name: "hasty" });
}, { debug: true });
`),
    [
      "asyncio: sleep(500) was still going on when its task ended",
      '  task: <Task "hasty" pending>',
      "  place: program.ts:3:35",
      "  → await it before the task ends, or cancel it: it goes on without the task",
      "asyncio: sleep(300) was still going on when its task ended",
      '  task: <Task "hasty" pending>',
      "  place: program.ts:4:24",
      "  → await it before the task ends, or cancel it: it goes on without the task",
      "the event loop was closed while sleep(300) was waiting, outside of any task: write await",
    ],
  );
});

Deno.test("every way of awaiting counts", async () => {
  assertEquals(
    await reports(`
await run(async () => {
  const started = sleep(1);
  const lock = new Lock();
  await started;
  await Promise.all([sleep(1), sleep(1)]);
  await gather([sleep(1), sleep(1)]);
  await (async () => sleep(1))();
  await sleep(1).then(() => {}).finally(() => {});
  await waitFor(sleep(1), 10_000);
  await waitFor(lock.acquire(), 10_000);
  lock.release();
  await shield(sleep(1));
  await wait([wrapFuture(sleep(1))]);
  for (const next of asCompleted([sleep(1)])) await next;
  const future = getRunningLoop().createFuture();
  future.then(() => {});
  getRunningLoop().callSoon(() => future.setResult(1));
  await future;
}, { debug: true });
`),
    [],
  );
});

Deno.test("tasks that are pending when a loop is closed", async () => {
  assertEquals(
    await reports(`
const loop = newEventLoop();
loop.setDebug(true);
loop.createTask(async () => { await new Event().wait(); }, { name: "left" });
await loop.runUntilComplete(() => sleep(1));
loop.close();
`),
    [
      "asyncio: Task was destroyed but it is pending!",
      '  task: <Task "left" pending>',
      "  place: program.ts:3:6",
      "  → await it, or cancel it and await its end, before the loop closes",
    ],
  );
});

Deno.test("exceptions never retrieved: with the place where the task was made", async () => {
  const lines = await reports(`
const name = "a";
async function fail() { throw new TypeError("unseen"); }
await run(async () => {
  createTask(fail, { name });
  await sleep(1);
}, { debug: true });
`);
  // Of its stack what the user wrote, and not how the loop came to call it.
  assertEquals(lines, [
    "asyncio: Task exception was never retrieved",
    '  future: <Task "a" finished>',
    "  place: program.ts:4:3",
    "  TypeError: unseen",
    "      at fail (program.ts:2:31)",
    "  → it was made there: await it, or look at its exception() when it is done",
  ]);
});

Deno.test("a bare promise in waitFor() that times out: the work goes on", async () => {
  assertEquals(
    await reports(`
const never = new Promise(() => {});
await run(async () => {
  await waitFor(never, 5).catch(() => {});
  await waitFor(Promise.resolve(), 5000);
  await waitFor(Promise.reject(new CancelledError()), 5000).catch(() => {});
}, { debug: true });
`),
    [
      "asyncio: waitFor() waits no longer, but the promise it was given goes on",
      "  place: program.ts:3:9",
      "  → give it a function, whose waits are cancelled; for work of the host: abortable((signal) => …)",
    ],
  );
});

Deno.test("a stall is told once, after stallAfter, and ends nothing", async () => {
  const { code, out, err } = await runChild(`
await run(async () => {
  const event = new Event();
  setTimeout(() => event.set(), 100);
  createTask(() => new Queue().get(), { name: "consumer" });
  await event.wait();
  console.log("goes on");
}, { debug: true, stallAfter: 20 });
`);
  assertEquals([code, ...out, ...err], [
    0,
    "goes on",
    "asyncio: stalled for 20 ms: nothing the loop knows can wake a task",
    "  tasks:",
    "    Task-1 waits for Event.wait() on an event that nobody sets at program.ts:5:15",
    "    consumer waits for Queue.get() on an empty queue that nobody puts to at program.ts:4:32",
    "  → only a callback of the host could; without one it is a deadlock",
  ]);
});

Deno.test("timers, calls of the host and signal handlers are no stall", async () => {
  assertEquals(
    await reports(`
const later = () => new Promise((resolve) => setTimeout(resolve, 60));
await run(async () => {
  await sleep(60);
  await later();
  await abortable(() => later());
  await waitFor(later(), 1000);
  getRunningLoop().addSignalHandler("SIGINT", () => {});
  const event = new Event();
  setTimeout(() => event.set(), 60);
  await event.wait();
}, { debug: true, stallAfter: 10 });
`),
    [],
  );
});

Deno.test("ASYNCIO_DEBUG=1 switches debug mode on where reading it is permitted, and never prompts", async () => {
  const program = `
await run(async () => console.log(getRunningLoop().getDebug()));
await run(async () => console.log(getRunningLoop().getDebug()), { debug: false });
`;
  const flags = ["--allow-env=ASYNCIO_DEBUG"];
  const outputs: string[] = [];
  for (
    const options of [
      { flags, env: { ASYNCIO_DEBUG: "1" } },
      { flags, env: { ASYNCIO_DEBUG: "0" } },
      { flags, env: { ASYNCIO_DEBUG: "" } },
      { flags },
      { env: { ASYNCIO_DEBUG: "1" } },
      { flags: ["--deny-env"], env: { ASYNCIO_DEBUG: "1" } },
    ] as ChildOptions[]
  ) {
    const { code, out, err } = await runChild(program, options);
    outputs.push([code, ...out, ...err].join(" "));
  }
  assertEquals(outputs, [
    "0 true false",
    "0 false false",
    "0 false false",
    "0 false false",
    "0 false false",
    "0 false false",
  ]);
});

Deno.test("an exception handler gets the reports instead of stderr, with place and advice apart", async () => {
  const contexts: ExceptionContext[] = [];
  await run(async () => {
    getRunningLoop().setExceptionHandler((_loop, context) => {
      contexts.push(context);
    });
    sleep(5);
    await sleep(10);
  }, { debug: true, loopFactory: newVirtualLoop });
  assertEquals(
    contexts.map(({ message, task, place, advice }) => [
      message,
      typeof task,
      /debug_test\.ts:\d+:\d+$/.test(String(place)),
      advice,
    ]),
    [[
      "sleep(5) was never awaited",
      "object",
      true,
      "write await: nothing else waits for its end or sees its error",
    ]],
  );
});

Deno.test("without debug mode none of it is reported, and the order of events is the same with it", async () => {
  const program = async (log: (...words: unknown[]) => void) => {
    const queue = new Queue<number>();
    const event = new Event();
    const spin = async (name: string) => {
      for (let i = 0; i < 3; i++) {
        log(name, i);
        await sleep(0);
      }
    };
    createTask(() => spin("a"));
    createTask(() => spin("b"));
    createTask(async () => log("got", await queue.get()));
    createTask(() => event.wait().then(() => log("event")));
    await timeout(5, async () => {
      event.set();
      await queue.put(1);
      await sleep(10);
    }).catch((error) => log(error.name));
  };
  const plain = await transcript(program);
  assertEquals(await transcript(program, { debug: true }), plain);
  assertEquals(
    await transcript(async () => {
      sleep(1);
      const task = createTask(() => sleep(100).catch(() => {}));
      await sleep(1);
      task.cancel();
      await sleep(1);
    }),
    [],
  );
});

Deno.test("debug mode refuses async callbacks", () => {
  const loop = newEventLoop();
  async function work() {}
  loop.callSoon(work);
  loop.setDebug(true);
  assertEquals(
    [
      thrownBy(() => loop.callSoon(work)),
      thrownBy(() => loop.callLater(1, work)),
      thrownBy(() => loop.callAt(1, async () => {})),
    ],
    [
      "TypeError: coroutines cannot be used with callSoon(): write createTask(work)",
      "TypeError: coroutines cannot be used with callLater(): write createTask(work)",
      "TypeError: coroutines cannot be used with callAt(): write createTask(work)",
    ],
  );
  loop.close();
});

Deno.test("a stall names the cycle", async () => {
  const lines = await reports(`
await run(async () => {
  const left = new Lock(), right = new Lock();
  const transfer = (from: Lock, to: Lock) => async () => {
    using _from = await from.acquire();
    await sleep(1);
    using _to = await to.acquire();
  };
  createTask(transfer(left, right), { name: "one" });
  createTask(transfer(right, left), { name: "two" });
  const over = new Event();
  setTimeout(() => over.set(), 1000);
  await over.wait();
}, { debug: true, stallAfter: 20 });
`);
  assertEquals(lines, [
    "asyncio: stalled for 20 ms: nothing the loop knows can wake a task",
    "  tasks:",
    "    cycle: one waits for Lock.acquire() held by two at program.ts:6:26",
    "      which waits for Lock.acquire() held by one at program.ts:6:26",
    "    Task-1 waits for Event.wait() on an event that nobody sets at program.ts:12:14",
    "  → only a callback of the host could; without one it is a deadlock",
  ]);
});

Deno.test("a task group that waits for its tasks after a cancellation has not swallowed it", async () => {
  assertEquals(
    await reports(`
await run(async () => {
  const grouper = createTask(() => taskGroup(async (group) => {
    group.createTask(async () => {
      try {
        await sleep(1000);
      } finally {
        await sleep(1);
      }
    });
  }));
  await sleep(1);
  grouper.cancel();
  await Promise.allSettled([grouper]);
}, { debug: true });
`),
    [],
  );
});
