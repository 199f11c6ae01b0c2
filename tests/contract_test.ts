// The names that programs rely on. One may be added; none may go, or change its
// kind. Types are checked in types_test.ts.
import { assertEquals } from "@std/assert";
import * as asyncio from "../mod.ts";
import * as testing from "../loop/testing.ts";

const FUNCTIONS = `
  abortable allTasks asCompleted asyncgen captureCallGraph copyContext
  createSubprocessExec createSubprocessShell createTask currentTask
  eagerTaskFactory ensureFuture gather getEventLoop getRunningLoop isFuture
  moduleFunction newEventLoop openConnection printCallGraph run
  runCoroutineThreadsafe setEventLoop shield sleep startServer taskGroup timeout
  timeoutAt toThread wait waitFor wrapFuture
`;

const CONSTANTS = `
  ALL_COMPLETED DEVNULL FIRST_COMPLETED FIRST_EXCEPTION PIPE STDOUT
`;

/** Classes, their base class, and their members. */
const CLASSES: Record<string, string> = {
  "Barrier": "abort broken nWaiting parties reset wait",
  "BoundedSemaphore < Semaphore": "acquire locked release",
  "BrokenBarrierError < RuntimeError": "message name",
  "CancelledError < Error": "message name",
  "Condition": "acquire locked notify notifyAll release wait waitFor",
  "ContextVar": "get name reset set",
  "Event": "clear isSet set wait",
  "EventLoop":
    "addSignalHandler callAt callExceptionHandler callLater callSoon callSoonThreadsafe close createFuture createTask defaultExceptionHandler getDebug getExceptionHandler getTaskFactory isClosed isRunning removeSignalHandler runForever runInExecutor runUntilComplete setDebug setDefaultExecutor setExceptionHandler setTaskFactory shutdownAsyncgens shutdownDefaultExecutor slowCallbackDuration stop time",
  "ExceptionGroup < AggregateError": "errors message name split subgroup",
  "Future":
    "addDoneCallback cancel cancelled catch done exception finally getLoop removeDoneCallback result setException setResult then",
  "Handle": "cancel cancelled",
  "IncompleteReadError < Error": "expected message name partial",
  "InvalidStateError < Error": "message name",
  "KeyboardInterrupt < Error": "message name signal",
  "LifoQueue < Queue": "empty full get getNowait maxsize put qsize",
  "LimitOverrunError < Error": "consumed message name",
  "Lock": "acquire locked release",
  "PriorityQueue < Queue": "empty full get getNowait maxsize put qsize",
  "Process": "communicate kill sendSignal terminate wait",
  "Queue":
    "empty full get getNowait join maxsize put putNowait qsize shutdown taskDone",
  "QueueEmpty < Error": "message name",
  "QueueFull < Error": "message name",
  "QueueShutDown < Error": "message name",
  "Runner": "close getLoop run",
  "RuntimeError < Error": "message name",
  "Semaphore": "acquire locked release",
  "Server":
    "abortClients close closeClients isServing port serveForever waitClosed",
  "StreamReader":
    "atEof exception feedData feedEof read readexactly readline readuntil setException",
  "StreamWriter":
    "canWriteEof close drain getExtraInfo isClosing waitClosed write writeEof writelines",
  "Task < Future":
    "cancelling getContext getCoro getName setName signal uncancel",
  "TimeoutError < Error": "message name",
  "TimerHandle < Handle": "cancel cancelled when",
};

/** Something of each class that has fields of its own. */
const EXAMPLES: Record<string, () => object> = {
  Barrier: () => new asyncio.Barrier(1),
  BrokenBarrierError: () => new asyncio.BrokenBarrierError(),
  CancelledError: () => new asyncio.CancelledError(),
  ContextVar: () => new asyncio.ContextVar("name"),
  EventLoop: () => {
    const loop = asyncio.newEventLoop();
    loop.close();
    return loop;
  },
  ExceptionGroup: () => new asyncio.ExceptionGroup("", [1]),
  IncompleteReadError: () =>
    new asyncio.IncompleteReadError(new Uint8Array(), null),
  InvalidStateError: () => new asyncio.InvalidStateError(),
  KeyboardInterrupt: () => new asyncio.KeyboardInterrupt(),
  LifoQueue: () => new asyncio.LifoQueue(),
  LimitOverrunError: () => new asyncio.LimitOverrunError("", 0),
  PriorityQueue: () => new asyncio.PriorityQueue(),
  Queue: () => new asyncio.Queue(),
  QueueEmpty: () => new asyncio.QueueEmpty(),
  QueueFull: () => new asyncio.QueueFull(),
  QueueShutDown: () => new asyncio.QueueShutDown(),
  RuntimeError: () => new asyncio.RuntimeError(),
  TimeoutError: () => new asyncio.TimeoutError(),
};

const split = (names: string) => names.trim().split(/\s+/);
const module = asyncio as Record<string, unknown>;

type Class = abstract new (...args: never[]) => object;

Deno.test("contract: every function", () => {
  const missing = split(FUNCTIONS).filter((name) =>
    typeof module[name] !== "function"
  );
  assertEquals(missing, []);
});

Deno.test("contract: every constant", () => {
  const missing = split(CONSTANTS).filter((name) => module[name] === undefined);
  assertEquals(missing, []);
  const { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION } = asyncio;
  assertEquals(
    [ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION],
    ["ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION"],
  );
});

Deno.test("contract: every class, its base and its members", () => {
  const problems: string[] = [];
  for (const [heading, members] of Object.entries(CLASSES)) {
    const [name, base] = heading.split(" < ") as [string, string?];
    const found = module[name] as Class | undefined;
    if (typeof found !== "function") {
      problems.push(`${name} is missing`);
      continue;
    }
    const parent = Object.getPrototypeOf(found) as Class;
    if (base !== undefined && parent.name !== base) {
      problems.push(`${name} extends ${parent.name}`);
    }
    const example = EXAMPLES[name]?.() ?? found.prototype;
    for (const member of split(members)) {
      if (!(member in example)) problems.push(`${name}.${member} is missing`);
    }
    if (example instanceof Error && example.name !== name) {
      problems.push(`${name} calls itself ${example.name}`);
    }
  }
  assertEquals(problems, []);
});

Deno.test("contract: what can be disposed of, iterated and awaited", () => {
  const { Future, Queue, Runner, Server, StreamReader, StreamWriter } = asyncio;
  assertEquals(
    [Runner, Server, StreamWriter].map((one) =>
      typeof one.prototype[Symbol.asyncDispose]
    ),
    ["function", "function", "function"],
  );
  assertEquals(
    [Queue, StreamReader].map((one) =>
      typeof one.prototype[Symbol.asyncIterator]
    ),
    ["function", "function"],
  );
  assertEquals(Future.prototype[Symbol.toStringTag], "Future");
});

Deno.test("contract: testing", () => {
  const names = ["explore", "newVirtualLoop"];
  assertEquals(
    names.map((name) => typeof (testing as Record<string, unknown>)[name]),
    ["function", "function"],
  );
});

Deno.test("contract: nothing that starts with an underscore is public", () => {
  const names = [...Object.keys(asyncio), ...Object.keys(testing)];
  assertEquals(names.filter((name) => name.startsWith("_")), []);
});
