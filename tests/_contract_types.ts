// The signatures that programs rely on: mod.ts may give more, not less. A module
// that lacks a member, or gives another type, does not compile; types_test.ts has
// this file compiled.
import type * as asyncio from "../mod.ts";
import type * as testing from "../loop/testing.ts";
import type {
  Awaitable,
  CallGraph,
  Context,
  ContextToken,
  ContextVar,
  Coroutine,
  EventLoop,
  ExceptionContext,
  ExceptionHandler,
  Executor,
  Future,
  Handle,
  Permit,
  Process,
  Result,
  Server,
  StreamReader,
  StreamWriter,
  Task,
  TaskFactory,
  TaskGroup,
  TaskOptions,
  Timeout,
  TimerHandle,
} from "../mod.ts";

/** Fails to compile unless the first type can stand for the second. */
function gives<_Wanted, _Given extends _Wanted>(): void {}

type Bytes = Uint8Array;
type Callback<A extends unknown[]> = (...args: A) => void;
type Until = "FIRST_COMPLETED" | "FIRST_EXCEPTION" | "ALL_COMPLETED";
type Streams = Promise<[StreamReader, StreamWriter]>;
type Matches = (error: unknown) => boolean;
interface Run {
  debug?: boolean;
  loopFactory?: () => EventLoop;
  gracePeriod?: number;
  stallAfter?: number;
  signal?: AbortSignal;
}
interface Spawning {
  stdin?: typeof asyncio.PIPE | typeof asyncio.DEVNULL | null;
  stdout?: typeof asyncio.PIPE | typeof asyncio.DEVNULL | null;
  stderr?:
    | typeof asyncio.PIPE
    | typeof asyncio.DEVNULL
    | typeof asyncio.STDOUT
    | null;
  cwd?: string;
  env?: Record<string, string>;
  limit?: number;
}

interface Functions {
  run: <T>(main: Coroutine<T>, options?: Run) => Promise<T>;
  newEventLoop: () => EventLoop;
  getRunningLoop: () => EventLoop;
  getEventLoop: () => EventLoop;
  setEventLoop: (loop: EventLoop | null) => void;
  createTask: <T>(coro: Coroutine<T>, options?: TaskOptions) => Task<T>;
  currentTask: (loop?: EventLoop) => Task<unknown> | null;
  allTasks: (loop?: EventLoop) => Set<Task<unknown>>;
  ensureFuture: <T>(aw: Awaitable<T>) => Future<T>;
  wrapFuture: <T>(promise: PromiseLike<T>) => Future<T>;
  isFuture: (value: unknown) => value is Future<unknown>;
  eagerTaskFactory: TaskFactory;
  sleep: {
    (delay: number): Promise<void>;
    <T>(delay: number, result: T): Promise<T>;
  };
  // Its tuples are in _types.ts: overloads are compared by the last one only.
  gather: <T>(
    aws: Iterable<Awaitable<T>>,
    options: { returnExceptions: boolean },
  ) => Future<(T | Error)[]>;
  wait: <F extends Future<unknown>>(
    fs: Iterable<F>,
    options?: { timeout?: number | null; returnWhen?: Until },
  ) => Promise<{ done: Set<F>; pending: Set<F> }>;
  waitFor: <T>(aw: Awaitable<T>, timeout: number | null) => Promise<T>;
  timeout: <T>(
    delay: number | null,
    body: (scope: Timeout) => PromiseLike<T>,
  ) => Promise<T>;
  timeoutAt: <T>(
    when: number | null,
    body: (scope: Timeout) => PromiseLike<T>,
  ) => Promise<T>;
  shield: <T>(aw: Awaitable<T>) => Future<T>;
  asCompleted: <A extends Awaitable<unknown>>(
    aws: Iterable<A>,
    options?: { timeout?: number | null },
  ) =>
    & Iterable<Promise<Result<A>>>
    & AsyncIterable<A extends Future<unknown> ? A : Task<Result<A>>>;
  taskGroup: <T>(
    body: (group: TaskGroup) => PromiseLike<T>,
  ) => Promise<T>;
  toThread: <A extends unknown[], T>(
    fn: (...args: A) => T,
    ...args: A
  ) => Promise<Awaited<T>>;
  moduleFunction: <F extends (...args: never[]) => unknown>(
    specifier: string | URL,
    name?: string,
  ) => F;
  runCoroutineThreadsafe: <T>(
    coro: Coroutine<T>,
    loop: EventLoop,
  ) => Promise<T>;
  abortable: <T>(
    operation: (signal: AbortSignal) => PromiseLike<T>,
  ) => Promise<T>;
  asyncgen: <A extends unknown[], G extends AsyncGenerator>(
    fn: (...args: A) => G,
  ) => (...args: A) => G;
  copyContext: () => Context;
  captureCallGraph: (future?: Future<unknown>) => CallGraph | null;
  printCallGraph: (future?: Future<unknown>) => void;
  openConnection: (
    host: string,
    port: number,
    options?: { limit?: number },
  ) => Streams;
  startServer: (
    onClient: (
      reader: StreamReader,
      writer: StreamWriter,
    ) => void | PromiseLike<void>,
    host: string,
    port: number,
    options?: { limit?: number },
  ) => Promise<Server>;
  createSubprocessExec: (
    command: readonly [string, ...string[]],
    options?: Spawning,
  ) => Promise<Process>;
  createSubprocessShell: (
    command: string,
    options?: Spawning,
  ) => Promise<Process>;
  FIRST_COMPLETED: "FIRST_COMPLETED";
  FIRST_EXCEPTION: "FIRST_EXCEPTION";
  ALL_COMPLETED: "ALL_COMPLETED";
  PIPE: symbol;
  DEVNULL: symbol;
  STDOUT: symbol;
}
gives<Functions, typeof asyncio>();

interface Classes {
  Runner: new (options?: Run) => AsyncDisposable & {
    run: <T>(main: Coroutine<T>, options?: { context?: Context }) => Promise<T>;
    getLoop: () => EventLoop;
    close: () => Promise<void>;
  };
  Future: new <T>(options?: { loop?: EventLoop }) => Promise<T> & {
    done: () => boolean;
    cancelled: () => boolean;
    result: () => T;
    exception: () => unknown | null;
    setResult: (result: T) => void;
    setException: (exception: unknown) => void;
    cancel: (message?: string) => boolean;
    addDoneCallback(
      callback: (future: Future<T>) => void,
      options?: { context?: Context },
    ): void;
    removeDoneCallback(callback: (future: Future<T>) => void): number;
    getLoop: () => EventLoop;
  };
  Task: new <T>(
    coro: Coroutine<T>,
    options?: TaskOptions & { loop?: EventLoop },
  ) => Future<T> & {
    getName: () => string;
    setName: (name: string) => void;
    getCoro: () => Coroutine<T>;
    getContext: () => Context;
    cancelling: () => number;
    uncancel: () => number;
    readonly signal: AbortSignal;
  };
  Event: new () => {
    isSet: () => boolean;
    set: () => void;
    clear: () => void;
    wait: () => Promise<true>;
  };
  Lock: new () => Lockable;
  Condition: new (lock?: asyncio.Lock) => Lockable & {
    wait: () => Promise<true>;
    waitFor: <T>(predicate: () => T) => Promise<T>;
    notify: (n?: number) => void;
    notifyAll: () => void;
  };
  Semaphore: new (value?: number) => Lockable;
  BoundedSemaphore: new (value?: number) => asyncio.Semaphore;
  Barrier: new (parties: number) => {
    readonly parties: number;
    readonly nWaiting: number;
    readonly broken: boolean;
    wait: () => Promise<number>;
    reset: () => Promise<void>;
    abort: () => Promise<void>;
  };
  Queue: new <T>(maxsize?: number) => AsyncIterable<T> & {
    readonly maxsize: number;
    qsize: () => number;
    empty: () => boolean;
    full: () => boolean;
    put: (item: T) => Promise<void>;
    putNowait: (item: T) => void;
    get: () => Promise<T>;
    getNowait: () => T;
    taskDone: () => void;
    join: () => Promise<void>;
    shutdown: (immediate?: boolean) => void;
  };
  PriorityQueue: new <T>(
    maxsize?: number,
    compare?: (a: T, b: T) => number,
  ) => asyncio.Queue<T>;
  LifoQueue: new <T>(maxsize?: number) => asyncio.Queue<T>;
  ContextVar: new <T>(name: string, options?: { default?: T }) => {
    readonly name: string;
    get: { (): T; <D>(fallback: D): T | D };
    set: (value: T) => ContextToken<T>;
    reset: (token: ContextToken<T>) => void;
  };
  CancelledError: new (message?: string) => Error;
  TimeoutError: new (message?: string) => Error;
  RuntimeError: new (message?: string) => Error;
  InvalidStateError: new (message?: string) => Error;
  KeyboardInterrupt: new () => Error & {
    readonly signal: "SIGINT" | "SIGTERM";
  };
  ExceptionGroup: new (message: string, errors: unknown[]) => AggregateError & {
    split: (matches: Matches) => [Group, Group];
    subgroup: (matches: Matches) => Group;
  };
  QueueEmpty: new () => Error;
  QueueFull: new () => Error;
  QueueShutDown: new () => Error;
  BrokenBarrierError: new () => asyncio.RuntimeError;
  StreamReader: new (options?: { limit?: number }) =>
    & AsyncIterable<Bytes>
    & {
      feedData: (data: Bytes) => void;
      feedEof: () => void;
      read: (n?: number) => Promise<Bytes>;
      readline: () => Promise<Bytes>;
      readexactly: (n: number) => Promise<Bytes>;
      readuntil: (separator?: Bytes | Bytes[]) => Promise<Bytes>;
      atEof: () => boolean;
      exception: () => unknown | null;
      setException: (exception: unknown) => void;
    };
}
interface Lockable {
  locked: () => boolean;
  acquire: () => Promise<Permit>;
  release: () => void;
}
type Group = asyncio.ExceptionGroup | null;
gives<Classes, typeof asyncio>();

// What the module makes, rather than the program.
gives<Disposable & { release: () => void }, Permit>();
gives<{ cancel: () => void; cancelled: () => boolean }, Handle>();
gives<Handle & { when: () => number }, TimerHandle>();
gives<{
  message: string;
  exception?: unknown;
  future?: Future<unknown>;
  task?: Task<unknown>;
  handle?: Handle;
  [extra: string]: unknown;
}, ExceptionContext>();
gives<ExceptionHandler, (loop: EventLoop, context: ExceptionContext) => void>();
gives<
  { name?: string; context?: Context; eagerStart?: boolean },
  TaskOptions
>();
gives<{
  when: () => number | null;
  reschedule: (when: number | null) => void;
  expired: () => boolean;
}, Timeout>();
gives<{
  createTask: <T>(coro: Coroutine<T>, options?: TaskOptions) => Task<T>;
  cancel: () => void;
}, TaskGroup>();
gives<{
  run: <R, A extends unknown[]>(fn: (...args: A) => R, ...args: A) => R;
  get: <T>(variable: ContextVar<T>) => T | undefined;
  copy: () => Context;
}, Context>();
gives<{
  readonly variable: ContextVar<number>;
  readonly oldValue: number | undefined;
}, ContextToken<number>>();
gives<{
  name: string;
  waitsFor: string | null;
  awaitedBy: CallGraph[];
}, CallGraph>();
gives<
  Partial<AsyncDisposable> & {
    submit: <A extends unknown[], T>(
      fn: (...args: A) => T,
      args: A,
    ) => PromiseLike<Awaited<T>>;
    shutdown: () => PromiseLike<void>;
  },
  Executor
>();
gives<{
  readonly partial: Bytes;
  readonly expected: number | null;
}, asyncio.IncompleteReadError>();
gives<{ readonly consumed: number }, asyncio.LimitOverrunError>();
gives<{
  runUntilComplete: <T>(aw: Awaitable<T>) => Promise<T>;
  runForever: () => Promise<void>;
  stop: () => void;
  close: () => void;
  isRunning: () => boolean;
  isClosed: () => boolean;
  time: () => number;
  callSoon: <A extends unknown[]>(callback: Callback<A>, ...args: A) => Handle;
  callSoonThreadsafe: <A extends unknown[]>(
    callback: Callback<A>,
    ...args: A
  ) => Handle;
  callLater: <A extends unknown[]>(
    delay: number,
    callback: Callback<A>,
    ...args: A
  ) => TimerHandle;
  callAt: <A extends unknown[]>(
    when: number,
    callback: Callback<A>,
    ...args: A
  ) => TimerHandle;
  createFuture: <T>() => Future<T>;
  createTask: <T>(coro: Coroutine<T>, options?: TaskOptions) => Task<T>;
  setTaskFactory: (factory: TaskFactory | null) => void;
  getTaskFactory: () => TaskFactory | null;
  runInExecutor: <A extends unknown[], T>(
    executor: Executor | null,
    fn: (...args: A) => T,
    ...args: A
  ) => Future<Awaited<T>>;
  setDefaultExecutor: (executor: Executor) => void;
  shutdownAsyncgens: () => Promise<void>;
  shutdownDefaultExecutor: (timeout?: number | null) => Promise<void>;
  addSignalHandler: <A extends unknown[]>(
    signal: Deno.Signal,
    callback: Callback<A>,
    ...args: A
  ) => void;
  removeSignalHandler: (signal: Deno.Signal) => boolean;
  setExceptionHandler: (handler: ExceptionHandler | null) => void;
  getExceptionHandler: () => ExceptionHandler | null;
  defaultExceptionHandler: (context: ExceptionContext) => void;
  callExceptionHandler: (context: ExceptionContext) => void;
  setDebug: (enabled: boolean) => void;
  getDebug: () => boolean;
  slowCallbackDuration: number;
}, EventLoop>();
gives<
  AsyncDisposable & {
    write: (data: Bytes) => void;
    writelines: (data: Iterable<Bytes>) => void;
    drain: () => Promise<void>;
    writeEof: () => void;
    canWriteEof: () => boolean;
    close: () => void;
    isClosing: () => boolean;
    waitClosed: () => Promise<void>;
    getExtraInfo: (name: "peername" | "sockname") => Deno.NetAddr | null;
  },
  StreamWriter
>();
gives<
  AsyncDisposable & {
    readonly port: number;
    isServing: () => boolean;
    serveForever: () => Promise<never>;
    close: () => void;
    closeClients: () => void;
    abortClients: () => void;
    waitClosed: () => Promise<void>;
  },
  Server
>();
gives<{
  readonly pid: number;
  readonly returncode: number | null;
  readonly stdin: StreamWriter | null;
  readonly stdout: StreamReader | null;
  readonly stderr: StreamReader | null;
  wait: () => Promise<number>;
  communicate: (
    input?: Bytes,
  ) => Promise<{ stdout: Bytes | null; stderr: Bytes | null }>;
  sendSignal(signal: string): void;
  terminate: () => void;
  kill: () => void;
}, Process>();

gives<{
  newVirtualLoop: (options?: { start?: number; seed?: number }) => EventLoop;
  explore: <T>(main: Coroutine<T>, options?: {
    schedules?: number | "all";
    seed?: number;
    replay?: string;
  }) => Promise<{
    schedules: number;
    exhausted: boolean;
    failure: null | { error: unknown; replay: string; log: string[] };
  }>;
}, typeof testing>();
