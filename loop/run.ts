/**
 * The door: `run()` and `Runner`.
 *
 * @module
 */
import { type Context, copyContext } from "./context.ts";
import { currentFrame, getEventLoop, setEventLoop } from "./current.ts";
import { CancelledError, isA, RuntimeError } from "./errors.ts";
import { type EventLoop, newEventLoop } from "./event_loop.ts";
import { Future } from "./future.ts";
import { gatherAll } from "./gather.ts";
import { standsAt } from "./_blockers.ts";
import { Interrupts } from "./_interrupts.ts";
import { locateWaits } from "./_locate.ts";
import {
  type Coroutine,
  expectCoroutine,
  skipTaskNumber,
  type Task,
} from "./task.ts";

/** How `run()` and `Runner` run. */
export interface RunOptions {
  /**
   * Debug mode.
   *
   * @default {false, unless ASYNCIO_DEBUG is set and may be read}
   */
  debug?: boolean;
  /**
   * Makes the loop.
   *
   * @default {newEventLoop}
   */
  loopFactory?: () => EventLoop;
  /**
   * Milliseconds leftover tasks get to answer their cancellation, before they are
   * reported by name and abandoned. After Ctrl-C it is also main's: who does not
   * answer is named, and the program ends.
   *
   * @default {no limit}
   */
  gracePeriod?: number;
  /**
   * Debug mode: milliseconds of a loop where every task waits and nothing the loop
   * knows can wake one, until it prints who waits for what.
   *
   * @default {1000}
   */
  stallAfter?: number;
  /**
   * Aborting it cancels the main task; aborted already, main never starts. Either
   * way `run()` rejects with a CancelledError whose `cause` is the reason.
   */
  signal?: AbortSignal;
}

type RunnerState = "created" | "initialized" | "closed";

/**
 * Runs a program: makes a loop, runs the coroutine function on it, cancels and
 * awaits the tasks that are left, closes async generators, the executor and the
 * loop.
 *
 * Use it once, at the top: inside, `await`. Ctrl-C and SIGTERM cancel main; when it
 * has cleaned up, `run()` rejects with KeyboardInterrupt, and a program that does
 * not catch it exits with 130 or 143. A second Ctrl-C ends it at once.
 *
 * @typeParam T What main gives.
 * @param main The coroutine function: `run(main)`, not `run(main())`.
 * @param options Debug mode, abort signal, grace period.
 * @returns What main gives.
 * @throws {RuntimeError} Inside a running loop: `await main()` there.
 * @throws {TypeError} If `main` is not a function.
 * @throws {RangeError} If a number of milliseconds in `options` is negative or NaN.
 * @throws {KeyboardInterrupt} After Ctrl-C or SIGTERM.
 *
 * @example
 * ```ts
 * import { run, sleep } from "@asyncio/asyncio";
 *
 * async function main() {
 *   await sleep(10);
 *   return "done";
 * }
 * console.log(await run(main));
 * ```
 */
export async function run<T>(
  main: Coroutine<T>,
  options: RunOptions = {},
): Promise<T> {
  refuseNested("asyncio.run()");
  expectCoroutine(main, "run");
  const runner = new Runner(options);
  try {
    return await runner.run(main);
  } finally {
    await runner.close();
  }
}

/**
 * Keeps one loop, and one context, over several runs.
 *
 * Tasks that are left over stand still between the runs; `close()` cancels and
 * awaits them.
 *
 * @example
 * ```ts
 * import { Runner, sleep } from "@asyncio/asyncio";
 *
 * await using runner = new Runner();
 * await runner.run(() => sleep(10));
 * console.log(await runner.run(() => sleep(10, "again")));
 * ```
 */
export class Runner implements AsyncDisposable {
  readonly #options: RunOptions;
  #state: RunnerState = "created";
  #loop: EventLoop | null = null;
  #context: Context | null = null;
  #interrupts: Interrupts | null = null;

  /**
   * Makes a Runner.
   *
   * @param options Debug mode, abort signal, grace period.
   * @throws {RangeError} If a number of milliseconds is negative or NaN.
   */
  constructor(options: RunOptions = {}) {
    expectMilliseconds(options.gracePeriod, "gracePeriod");
    expectMilliseconds(options.stallAfter, "stallAfter");
    this.#options = options;
  }

  /**
   * Runs a coroutine function on the runner's loop.
   *
   * @typeParam T What main gives.
   * @param main The coroutine function.
   * @param options `context`: the context it runs in. Default: the runner's own.
   * @returns What main gives.
   * @throws {RuntimeError} "Runner is closed", or inside a running loop.
   * @throws {KeyboardInterrupt} After Ctrl-C or SIGTERM.
   */
  async run<T>(
    main: Coroutine<T>,
    options?: { context?: Context },
  ): Promise<T> {
    refuseNested("Runner.run()");
    expectCoroutine(main, "run");
    const loop = this.getLoop();
    const { signal } = this.#options;
    if (signal?.aborted) throw abortedError(signal);
    const context = options?.context ?? this.#context as Context;
    const task = loop.createTask(main, { context });
    const interrupts = this.#interrupts as Interrupts;
    interrupts.begin(task as Task<unknown>);
    const abort = () => task.cancel();
    signal?.addEventListener("abort", abort);
    try {
      return await loop.runUntilComplete(task);
    } catch (error) {
      if (!isA(error, CancelledError)) throw error;
      if (signal?.aborted) throw abortedError(signal);
      if (interrupts.first !== null && task.uncancel() === 0) {
        throw interrupts.error(interrupts.first);
      }
      throw error;
    } finally {
      signal?.removeEventListener("abort", abort);
      interrupts.mainEnded();
    }
  }

  /**
   * The runner's loop; the first call makes it.
   *
   * @returns The loop.
   * @throws {RuntimeError} "Runner is closed".
   */
  getLoop(): EventLoop {
    if (this.#state === "closed") throw new RuntimeError("Runner is closed");
    if (this.#loop === null) {
      const { loopFactory, debug } = this.#options;
      const loop = (loopFactory ?? newEventLoop)();
      if (debug !== undefined) loop.setDebug(debug);
      if (loopFactory === undefined) setEventLoop(loop);
      this.#loop = loop;
      this.#context = copyContext();
      this.#interrupts = new Interrupts(loop, this.#options);
      this.#state = "initialized";
    }
    return this.#loop;
  }

  /**
   * Cancels and awaits the tasks that are left, closes async generators, the
   * executor and the loop. Closing twice, or before the first use, is harmless.
   *
   * @returns When all is closed.
   */
  async close(): Promise<void> {
    const loop = this.#loop;
    if (this.#state !== "initialized" || loop === null) return;
    this.#state = "closed";
    const interrupts = this.#interrupts as Interrupts;
    try {
      await cancelLeftovers(loop, this.#options.gracePeriod, interrupts);
      // Without anything left, these would run an empty iteration each. Run or not,
      // each takes a task's number, as in asyncio.
      if (loop._hasWork() || loop._asyncgens.size > 0) {
        await loop.runUntilComplete(() => loop.shutdownAsyncgens());
      } else skipTaskNumber();
      if (loop._hasWork() || loop._hasExecutor()) {
        await loop.runUntilComplete(() =>
          loop.shutdownDefaultExecutor(EXECUTOR_TIMEOUT)
        );
      } else skipTaskNumber();
    } finally {
      interrupts.end();
      if (this.#options.loopFactory === undefined) forgetEventLoop(loop);
      loop.close();
    }
  }

  /**
   * The same as `close()`, for `await using`.
   *
   * @returns When all is closed.
   */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

// As asyncio.constants.THREAD_JOIN_TIMEOUT.
const EXECUTOR_TIMEOUT = 300_000;

function expectMilliseconds(value: number | undefined, name: string): void {
  if (value === undefined || value >= 0) return;
  throw new RangeError(
    `${name} must be a number of milliseconds, got ${String(value)}`,
  );
}

function refuseNested(verb: string): void {
  if (currentFrame()?._loop?.isRunning()) {
    throw new RuntimeError(
      `${verb} cannot be called from a running event loop`,
      { cause: "write `await main()` here: one run() at the top is enough" },
    );
  }
}

function abortedError(signal: AbortSignal): CancelledError {
  return new CancelledError("the signal given to run() was aborted", {
    cause: signal.reason,
  });
}

function forgetEventLoop(loop: EventLoop): void {
  try {
    if (getEventLoop() === loop) setEventLoop(null);
  } catch {
    // None is set.
  }
}

async function cancelLeftovers(
  loop: EventLoop,
  gracePeriod: number | undefined,
  interrupts: Interrupts,
): Promise<void> {
  const tasks = [...loop._tasks];
  if (tasks.length === 0) return;
  for (const task of tasks) task.cancel();
  const all = gatherAll(loop, tasks);
  const ended = new Future<void>({ loop });
  const end = () => {
    if (!ended.done()) ended.setResult(undefined);
  };
  all.addDoneCallback(end);
  const timer = gracePeriod === undefined
    ? null
    : loop.callLater(gracePeriod, end);
  await loop.runUntilComplete<unknown>(
    gracePeriod === undefined ? all : ended,
  );
  timer?.cancel();
  if (tasks.some((task) => !task.done())) {
    await new Promise<void>((located) => locateWaits(loop._tasks, located));
  }
  for (const task of tasks) {
    if (!task.done()) {
      loop.callExceptionHandler({
        message:
          `${task.getName()} did not end within gracePeriod (${gracePeriod} ms) and is abandoned`,
        task,
        waitsFor: standsAt(task),
      });
    } else if (!task.cancelled() && task._hasFailed()) {
      loop.callExceptionHandler({
        message: "unhandled exception during asyncio.run() shutdown",
        exception: task.exception(),
        task,
      });
    }
  }
  if (interrupts.first !== null && tasks.some((task) => !task.done())) {
    interrupts.endNow();
  }
}
