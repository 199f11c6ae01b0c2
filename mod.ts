/**
 * Python's asyncio on native `async`/`await`: the same names in camelCase, the
 * same order of events, cancellation that cannot get lost. Delays are
 * milliseconds.
 *
 * @example
 * ```ts
 * import { run, sleep, taskGroup } from "@asyncio/asyncio";
 *
 * async function greet(name: string, delay: number) {
 *   await sleep(delay);
 *   console.log("hello", name);
 * }
 *
 * await run(() =>
 *   taskGroup(async (group) => {
 *     group.createTask(() => greet("world", 20));
 *     group.createTask(() => greet("Deno", 10));
 *   })
 * );
 * ```
 *
 * @module
 */

// The door
export { run, Runner, type RunOptions } from "./loop/run.ts";
export {
  type CallGraph,
  captureCallGraph,
  captureTaskTree,
  printCallGraph,
  printTaskTree,
  type TaskTree,
} from "./loop/inspect.ts";
export {
  type ChromeEvent,
  type ChromeTrace,
  type PlayerStep,
  type PlayerTrace,
  record,
  type RecordOptions,
  Trace,
  type TraceEvent,
} from "./loop/trace.ts";
export { withTelemetry } from "./loop/telemetry.ts";

// Verbs
export { sleep } from "./loop/sleep.ts";
export { type Timeout, timeout, timeoutAt, waitFor } from "./loop/timeout.ts";
export { type TaskGroup, taskGroup } from "./loop/task_group.ts";
export { gather, type Result } from "./loop/gather.ts";
export {
  ALL_COMPLETED,
  asCompleted,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  wait,
  type WaitOptions,
} from "./loop/wait.ts";
export { shield } from "./loop/shield.ts";
export { abortable } from "./loop/abortable.ts";

// Meeting points
export { Event } from "./loop/event.ts";
export { Condition, Lock, type Permit } from "./loop/lock.ts";
export { BoundedSemaphore, Semaphore } from "./loop/semaphore.ts";
export { Barrier } from "./loop/barrier.ts";
export { LifoQueue, PriorityQueue, Queue } from "./loop/queue.ts";
export { asyncgen } from "./loop/asyncgen.ts";

// Streams
export {
  type ClientTls,
  type ConnectionOptions,
  openConnection,
  openUnixConnection,
  type ServerOptions,
  type ServerTls,
  startServer,
  startUnixServer,
} from "./loop/streams.ts";
export { type StreamOptions, StreamReader } from "./loop/stream_reader.ts";
export { type StartTlsOptions, StreamWriter } from "./loop/stream_writer.ts";
export { type ClientConnected, Server } from "./loop/server.ts";
export {
  createSubprocessExec,
  createSubprocessShell,
  DEVNULL,
  PIPE,
  STDOUT,
  type SubprocessOptions,
} from "./loop/subprocess.ts";
export { type Output, Process } from "./loop/process.ts";
export { toThread } from "./loop/executor.ts";
export { WorkerPool, type WorkerPoolOptions } from "./loop/worker_pool.ts";
export {
  carryStorage,
  moduleFunction,
  type StorageLike,
  transfer,
} from "./loop/module_function.ts";
export {
  runCoroutineThreadsafe,
  type ThreadsafeCall,
} from "./loop/threadsafe.ts";

// The engine
export {
  EventLoop,
  type Executor,
  newEventLoop,
  type TaskFactory,
} from "./loop/event_loop.ts";
export type { CallbackLoop } from "./loop/callbacks.ts";
export type {
  ExceptionContext,
  ExceptionHandler,
  ReportingLoop,
} from "./loop/reporting.ts";
export type { Scheduler } from "./loop/scheduler.ts";
export { Handle, TimerHandle } from "./loop/handle.ts";
export {
  currentTask,
  getEventLoop,
  getRunningLoop,
  setEventLoop,
} from "./loop/current.ts";
export {
  allTasks,
  type Awaitable,
  type Coroutine,
  createTask,
  eagerTaskFactory,
  Task,
  type TaskOptions,
} from "./loop/task.ts";
export { Future, isFuture } from "./loop/future.ts";
export { ensureFuture, wrapFuture } from "./loop/ensure_future.ts";
export {
  type Context,
  type ContextToken,
  ContextVar,
  copyContext,
} from "./loop/context.ts";

// Errors
export {
  BrokenBarrierError,
  CancelledError,
  ExceptionGroup,
  IncompleteReadError,
  InvalidStateError,
  KeyboardInterrupt,
  LimitOverrunError,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  RuntimeError,
  TimeoutError,
} from "./loop/errors.ts";
