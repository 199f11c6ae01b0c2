/**
 * The event loop, with asyncio's face.
 *
 * @module
 */
import { CallbackLoop } from "./callbacks.ts";
import { inheritedContext } from "./context.ts";
import { currentFrame, type Frame } from "./current.ts";
import { takeUnawaited } from "./_debug.ts";
import { expectThenable } from "./ensure_future.ts";
import { CancelledError, RuntimeError } from "./errors.ts";
import { Future, HostFuture } from "./future.ts";
import { Handle } from "./handle.ts";
import { onUncaught } from "./_host.ts";
import { LinkedSet } from "./_linked.ts";
import { printReport } from "./_report.ts";
import {
  type Awaitable,
  type Coroutine,
  expectCoroutine,
  Task,
  type TaskOptions,
} from "./task.ts";
import type { Unretrieved } from "./_unretrieved.ts";
import { Wait } from "./_wait.ts";

/** Makes the tasks of a loop. */
export type TaskFactory = <T>(
  loop: EventLoop,
  coro: Coroutine<T>,
  options: TaskOptions,
) => Task<T>;

/** Runs functions elsewhere, for `loop.runInExecutor()`. */
export interface Executor extends Partial<AsyncDisposable> {
  /**
   * Runs a function.
   *
   * @param fn The function.
   * @param args Its arguments.
   * @returns What it gives. Where that has a method `cancel(message)`, cancelling the future of `runInExecutor()` calls it: `true` says that the call will end of its own, as a task's, and is waited for.
   */
  submit<A extends unknown[], T>(
    fn: (...args: A) => T,
    args: A,
  ): PromiseLike<Awaited<T>>;
  /**
   * Ends it, once what was submitted is done.
   *
   * @returns When it has ended.
   */
  shutdown(): PromiseLike<void>;
}

let makeExecutor: ((loop: EventLoop) => Executor) | null = null;

/** Tells the loop how to make its default executor; the executor stands above it. */
export function setExecutorMaker(maker: (loop: EventLoop) => Executor): void {
  makeExecutor = maker;
}

/** Stops the loop when the future of `runUntilComplete()` is done. */
export class RunEnd extends Handle {
  constructor(loop: EventLoop, readonly future: Future<unknown>) {
    super(loop, () => loop.stop(), [], loop._frame._context);
  }
}

/** Follows what an executor gave. Cancelling it reaches the call, if that can be cancelled. */
class ExecutorFuture<T> extends HostFuture<T> {
  readonly #call: PromiseLike<T> & { cancel?(message?: string): unknown };
  readonly #verb: string;

  constructor(loop: EventLoop, call: PromiseLike<T>, verb: string) {
    super(loop, call);
    this.#call = call;
    this.#verb = verb;
  }

  override _what(): string {
    return this.#verb;
  }

  override cancel(message?: string): boolean {
    if (this.done()) return false;
    return this.#call.cancel?.(message) === true || super.cancel(message);
  }
}

/**
 * Runs tasks and callbacks. Programs seldom need one by hand: `run()` makes it,
 * and `getRunningLoop()` gives it. All times are milliseconds.
 *
 * @example
 * ```ts
 * import { newEventLoop, sleep } from "@asyncio/asyncio";
 *
 * const loop = newEventLoop();
 * try {
 *   console.log(await loop.runUntilComplete(() => sleep(10, "done")));
 * } finally {
 *   loop.close();
 * }
 * ```
 */
export class EventLoop extends CallbackLoop {
  /** @ignore */
  readonly _frame: Frame = {
    _loop: this,
    _task: null,
    _context: inheritedContext(),
  };
  /** @ignore */
  get _self(): EventLoop {
    return this;
  }
  /** @ignore Tasks that are not done; the loop holds them */
  readonly _tasks: LinkedSet<Task<unknown>> = new LinkedSet();
  /** @ignore Exceptions that nobody has seen yet */
  readonly _unretrieved: Set<Unretrieved> = new Set();
  /** @ignore Waits that belong to no task */
  readonly _adrift: Set<Wait> = new Set();
  /** @ignore Async generators to close at shutdown */
  readonly _asyncgens: Set<AsyncGenerator> = new Set();
  /** @ignore Connections and calls of the host's that can wake the loop */
  _externals = 0;
  /** @ignore Promises that can */
  readonly _hosts: Set<{ _isOnLoop(): boolean }> = new Set();
  #taskFactory: TaskFactory | null = null;
  #executor: Executor | null = null;
  /** The one that the loop made itself, and ends itself */
  #ownExecutor: Executor | null = null;
  #executorIsShut = false;
  #interruption: { error: unknown } | null = null;
  #until: Future<unknown> | null = null;

  /**
   * Runs until an awaitable is done.
   *
   * @typeParam T What it gives.
   * @param aw A coroutine function, future or promise.
   * @returns What it gives.
   * @throws {RuntimeError} If the loop runs, is closed, or is stopped before the end.
   * @throws {RangeError} If it is another loop's future.
   * @throws {TypeError} If it is not awaitable.
   */
  async runUntilComplete<T>(aw: Awaitable<T>): Promise<T> {
    this._checkClosed();
    this.#checkNotRunning();
    if (aw instanceof Future && aw.getLoop() !== this) {
      throw new RangeError(
        "The future belongs to a different loop than the one specified as the loop argument",
      );
    }
    if (typeof aw !== "function") expectThenable(aw);
    const future = aw instanceof Future
      ? aw
      : this.createTask(typeof aw === "function" ? aw : () => aw);
    const end = new RunEnd(this, future as Future<unknown>);
    future._onDone(end);
    this.#until = future as Future<unknown>;
    try {
      await this.runForever();
    } catch (error) {
      if (future.done() && !future.cancelled()) future.exception();
      throw error;
    } finally {
      this.#until = null;
      future._offDone(end);
      end.cancel(); // an interruption came before it: the next run is not its
    }
    if (!future.done()) {
      throw new RuntimeError("Event loop stopped before Future completed.");
    }
    return future.result();
  }

  /**
   * Runs until `stop()` is called.
   *
   * @returns When it has stopped.
   * @throws {RuntimeError} If the loop runs, is closed, or another one runs here.
   */
  runForever(): Promise<void> {
    try {
      this._checkClosed();
      this.#checkNotRunning();
    } catch (error) {
      return Promise.reject(error);
    }
    return new Promise((resolve, reject) =>
      this._start(() => {
        const interruption = this.#interruption;
        this.#interruption = null;
        if (interruption === null) resolve();
        else reject(interruption.error);
      })
    );
  }

  /**
   * Closes the loop. Nothing runs on it afterwards. Closing twice is harmless.
   *
   * @throws {RuntimeError} While it runs.
   */
  close(): void {
    if (this.isRunning()) {
      throw new RuntimeError("Cannot close a running event loop");
    }
    if (this.isClosed()) return;
    this._removeSignals();
    for (const unretrieved of [...this._unretrieved]) unretrieved.report();
    if (this._debug) {
      for (const task of this._tasks) this._reportPending(task);
      for (const wait of takeUnawaited(this)) {
        this._reportUnawaited(wait, wait._task, true);
      }
    }
    // Whoever waits from outside of the loop's tasks is told the outcome now.
    for (const wait of this._adrift) wait._fail(closedWhile(wait._what()));
    for (const entry of this._shut()) {
      if (entry instanceof Wait && entry._task === null) entry._run();
    }
    const executor = this.#executor;
    this.#executor = null;
    this.#executorIsShut = true;
    executor?.shutdown().then(undefined, () => {});
  }

  /**
   * Makes a future of this loop.
   *
   * @typeParam T The type of its result.
   * @returns The future.
   */
  createFuture<T>(): Future<T> {
    return new Future<T>({ loop: this });
  }

  /**
   * Makes a task of this loop; its first step runs in the next iteration.
   *
   * @typeParam T What the coroutine gives.
   * @param coro The coroutine function.
   * @param options Name, context, eager start.
   * @returns The task.
   * @throws {RuntimeError} "Event loop is closed".
   * @throws {TypeError} If `coro` is not a function.
   */
  createTask<T>(coro: Coroutine<T>, options?: TaskOptions): Task<T> {
    this._checkClosed();
    if (this.#taskFactory !== null) {
      expectCoroutine(coro, "createTask");
      return this.#taskFactory(this, coro, options ?? {});
    }
    return new Task(
      coro,
      options === undefined ? { loop: this } : { ...options, loop: this },
    );
  }

  /**
   * Sets what makes the loop's tasks.
   *
   * @param factory The factory; `null` for the usual one.
   * @throws {TypeError} If it is neither.
   */
  setTaskFactory(factory: TaskFactory | null): void {
    if (factory !== null && typeof factory !== "function") {
      throw new TypeError("task factory must be a callable or None");
    }
    this.#taskFactory = factory;
  }

  /**
   * What makes the loop's tasks.
   *
   * @returns The factory; `null` for the usual one.
   */
  getTaskFactory(): TaskFactory | null {
    return this.#taskFactory;
  }

  /**
   * Runs a function in an executor. Unlike `toThread()` it takes no context along.
   *
   * @typeParam A The arguments.
   * @typeParam T What it gives.
   * @param executor The executor; `null` for the default one, a pool of Workers.
   * @param fn The function; for the default executor one by `moduleFunction()`.
   * @param args Its arguments.
   * @returns A future of what it gives. Cancelling it drops the result, and stops the call if the executor can.
   * @throws {RuntimeError} "Event loop is closed", or when the executor was shut down.
   * @throws {TypeError} If the executor cannot run the function.
   */
  runInExecutor<A extends unknown[], T>(
    executor: Executor | null,
    fn: (...args: A) => T,
    ...args: A
  ): Future<Awaited<T>> {
    this._checkClosed();
    const chosen = executor ?? this.#defaultExecutor();
    const call = chosen.submit(fn, args);
    if (call instanceof Future) return call;
    return new ExecutorFuture(this, call, `runInExecutor(${fn.name})`);
  }

  /**
   * Sets the executor that `runInExecutor(null, …)` and `toThread()` use.
   *
   * @param executor The executor.
   */
  setDefaultExecutor(executor: Executor): void {
    if (typeof executor?.submit !== "function") {
      throw new TypeError(
        "an executor with submit() and shutdown() was expected",
      );
    }
    if (this.#ownExecutor !== null && this.#ownExecutor !== executor) {
      this.#ownExecutor.shutdown().then(undefined, () => {});
      this.#ownExecutor = null;
    }
    this.#executor = executor;
  }

  /**
   * Closes the async generators that `asyncgen()` functions made and that were
   * not run to their end. `run()` calls it.
   *
   * @returns When all are closed.
   */
  async shutdownAsyncgens(): Promise<void> {
    const generators = [...this._asyncgens];
    this._asyncgens.clear();
    const ends = await Promise.allSettled(
      generators.map((generator) => generator.return(undefined)),
    );
    for (const end of ends) {
      if (end.status === "rejected") {
        this.callExceptionHandler({
          message: "an error occurred during closing of asynchronous generator",
          exception: end.reason,
        });
      }
    }
  }

  /**
   * Ends the default executor, once its calls are done. `run()` calls it.
   *
   * @param timeout Milliseconds to wait at most; `null` for no limit.
   * @returns When it has ended.
   */
  async shutdownDefaultExecutor(timeout: number | null = null): Promise<void> {
    this.#executorIsShut = true;
    const executor = this.#executor;
    if (executor === null) return;
    const end = new ExecutorFuture(
      this,
      executor.shutdown(),
      "shutdownDefaultExecutor()",
    );
    const timer = timeout === null ? null : this.callLater(timeout, () => {
      if (end.done()) return;
      end.cancel();
      this.callExceptionHandler({
        message:
          `The executor did not finishing joining its threads within ${timeout} ms.`,
      });
    });
    try {
      await end;
    } catch (error) {
      if (!end.cancelled()) throw error;
    } finally {
      timer?.cancel();
    }
    this.#executor = null;
  }

  /** @ignore Counts what only the host can end */
  _outside(change: 1 | -1): void {
    this._externals += change;
  }

  /** @ignore A task or callback failed with KeyboardInterrupt: the run ends with it */
  _interrupt(error: unknown): void {
    this.#interruption = { error };
    this._stopAtOnce();
  }

  /** @ignore Throws an error into what the run is for */
  _failRun(error: unknown): void {
    const until = this.#until;
    if (until instanceof Task) {
      for (const wait of until._waits()) wait._fail(error);
    } else if (until !== null) until._fail(error);
    else this._interrupt(error);
  }

  /** @ignore Whether a run would have something to do */
  _hasWork(): boolean {
    return this._tasks.size > 0 || this._isReady();
  }

  /** @ignore Whether there is a default executor to shut down */
  _hasExecutor(): boolean {
    return this.#executor !== null;
  }

  #checkNotRunning(): void {
    if (this.isRunning()) {
      throw new RuntimeError("This event loop is already running");
    }
    if (currentFrame()?._loop?.isRunning()) {
      throw new RuntimeError(
        "Cannot run the event loop while another loop is running",
      );
    }
  }

  #defaultExecutor(): Executor {
    if (this.#executorIsShut) {
      throw new RuntimeError("Executor shutdown has been called");
    }
    if (this.#executor === null) {
      if (makeExecutor === null) {
        throw new RuntimeError("Cannot find a default executor");
      }
      this.#ownExecutor = makeExecutor(this);
      this.#executor = this.#ownExecutor;
    }
    return this.#executor;
  }
}

const closedErrors = new WeakSet<object>();
let listens = false;

/**
 * The error of a wait that was left when its loop closed. Usually an `await` was
 * forgotten: then nobody handles the error, and it is reported, not thrown.
 */
function closedWhile(what: string): CancelledError {
  const error = new CancelledError(
    `the event loop was closed while ${what} was waiting, outside of any task: write await`,
  );
  closedErrors.add(error);
  if (!listens) {
    listens = true;
    onUncaught(
      (reason) => closedErrors.has(reason as object),
      (reason) => printReport({ message: (reason as Error).message }),
    );
  }
  return error;
}

/**
 * Makes a loop that nothing runs on yet. Close it when done; `run()` does both.
 *
 * @returns The loop.
 *
 * @example
 * ```ts
 * import { newEventLoop } from "@asyncio/asyncio";
 *
 * const loop = newEventLoop();
 * loop.callSoon(() => loop.stop());
 * await loop.runForever();
 * loop.close();
 * ```
 */
export function newEventLoop(): EventLoop {
  return new EventLoop();
}
