/**
 * The event loop, with asyncio's face.
 *
 * @module
 */
import { currentContext } from "./context.ts";
import { currentFrame, type Frame } from "./current.ts";
import { takeUnawaited } from "./_debug.ts";
import { cancellation, RuntimeError } from "./errors.ts";
import { Future, HostFuture } from "./future.ts";
import { Handle, type Runnable, TimerHandle } from "./handle.ts";
import { debugFromEnvironment, now, onSignal } from "./_host.ts";
import { callSite, printReport } from "./_report.ts";
import { Scheduler } from "./scheduler.ts";
import {
  type Awaitable,
  type Coroutine,
  expectCoroutine,
  Task,
  type TaskOptions,
} from "./task.ts";
import type { Unretrieved } from "./_unretrieved.ts";
import { Wait } from "./_wait.ts";

/** What an exception handler is told. */
export interface ExceptionContext {
  /** What happened. */
  message: string;
  /** What was thrown. */
  exception?: unknown;
  /** The future it happened to. */
  future?: Future<unknown>;
  /** The task it happened to. */
  task?: Task<unknown>;
  /** The callback it happened in. */
  handle?: Handle;
  /** In debug mode: `place` (file:line of the user's code) and `advice`. */
  [extra: string]: unknown;
}

/** Called for errors that nobody else gets. */
export type ExceptionHandler = (
  loop: EventLoop,
  context: ExceptionContext,
) => void;

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

/** Sees what a loop does; the recorder and the explorer are observers. */
export interface Observer {
  created(task: Task<unknown>): void;
  ended(task: Task<unknown>): void;
  cancelRequested(task: Task<unknown>): void;
  stepBegins(entry: Runnable): void;
  stepEnded(entry: Runnable): void;
}

let makeExecutor: ((loop: EventLoop) => Executor) | null = null;

/** Tells the loop how to make its default executor; the executor stands above it. */
export function setExecutorMaker(maker: (loop: EventLoop) => Executor): void {
  makeExecutor = maker;
}

/** Follows what an executor gave. Cancelling it reaches the call, if that can be cancelled. */
class ExecutorFuture<T> extends HostFuture<T> {
  readonly #call: PromiseLike<T> & { cancel?(message?: string): unknown };

  constructor(loop: EventLoop, call: PromiseLike<T>) {
    super(loop, call);
    this.#call = call;
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
export class EventLoop extends Scheduler {
  /** @ignore */
  readonly _frame: Frame = {
    _loop: this,
    _task: null,
    _context: currentContext().copy(),
  };
  /** @ignore Tasks that are not done; the loop holds them */
  readonly _tasks: Set<Task<unknown>> = new Set();
  /** @ignore Exceptions that nobody has seen yet */
  readonly _unretrieved: Set<Unretrieved> = new Set();
  /** @ignore Waits that belong to no task */
  readonly _adrift: Set<Wait<unknown>> = new Set();
  /** @ignore Async generators to close at shutdown */
  readonly _asyncgens: Set<AsyncGenerator> = new Set();
  /** @ignore Promises, calls and connections of the host's that can wake the loop */
  _externals = 0;
  /** @ignore */
  _debug: boolean = debugFromEnvironment();
  /**
   * In debug mode a step or callback that takes this many milliseconds is reported.
   *
   * @default {100}
   */
  slowCallbackDuration = 100;
  #observer: Observer | null = null;
  #exceptionHandler: ExceptionHandler | null = null;
  #taskFactory: TaskFactory | null = null;
  #executor: Executor | null = null;
  /** The one that the loop made itself, and ends itself */
  #ownExecutor: Executor | null = null;
  #executorIsShut = false;
  #signals: Map<string, { handle: Handle; undo: () => void }> = new Map();
  #interruption: { error: unknown } | null = null;
  #until: Future<unknown> | null = null;
  #entry: Runnable | null = null;
  #entryBegan = 0;

  constructor() {
    super();
    this._watched = this._debug;
  }

  /**
   * Runs until an awaitable is done.
   *
   * @typeParam T What it gives.
   * @param aw A coroutine function, future or promise.
   * @returns What it gives.
   * @throws {RuntimeError} If the loop runs, is closed, or is stopped before the end.
   */
  async runUntilComplete<T>(aw: Awaitable<T>): Promise<T> {
    this._checkClosed();
    this.#checkNotRunning();
    const future = aw instanceof Future
      ? aw
      : this.createTask(typeof aw === "function" ? aw : () => aw);
    const stop = () => this.stop();
    future.addDoneCallback(stop);
    this.#until = future as Future<unknown>;
    try {
      await this.runForever();
    } catch (error) {
      if (future.done() && !future.cancelled()) future.exception();
      throw error;
    } finally {
      this.#until = null;
      future.removeDoneCallback(stop);
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
    for (const signal of [...this.#signals.keys()]) this.#removeSignal(signal);
    for (const unretrieved of [...this._unretrieved]) unretrieved.report();
    if (this._debug) {
      for (const task of this._tasks) this.#reportPending(task);
      for (const wait of takeUnawaited(this)) {
        this._reportUnawaited(wait, wait._task, true);
      }
    }
    // Whoever waits from outside of the loop's tasks is told the outcome now.
    for (const wait of this._adrift) {
      wait._fail(
        cancellation(
          `the event loop was closed while ${wait._what()} was waiting, outside of any task: write await`,
        ),
      );
    }
    for (const entry of this._shut()) {
      if (entry instanceof Wait && entry._task === null) entry._run();
    }
    const executor = this.#executor;
    this.#executor = null;
    this.#executorIsShut = true;
    executor?.shutdown().then(undefined, () => {});
  }

  /**
   * Calls back in the next iteration, in order of registration.
   *
   * @typeParam A The arguments.
   * @param callback The function.
   * @param args Its arguments.
   * @returns A handle that can cancel the call.
   * @throws {RuntimeError} "Event loop is closed".
   */
  callSoon<A extends unknown[]>(
    callback: (...args: A) => void,
    ...args: A
  ): Handle {
    this._checkClosed();
    this.#checkCallback(callback, "callSoon");
    const handle = new Handle(this, callback, args, currentContext().copy());
    this._push(handle);
    return handle;
  }

  /**
   * The same as `callSoon()`: all code of a loop runs on one thread here.
   *
   * @typeParam A The arguments.
   * @param callback The function.
   * @param args Its arguments.
   * @returns A handle that can cancel the call.
   * @throws {RuntimeError} "Event loop is closed".
   */
  callSoonThreadsafe<A extends unknown[]>(
    callback: (...args: A) => void,
    ...args: A
  ): Handle {
    return this.callSoon(callback, ...args);
  }

  /**
   * Calls back after a delay.
   *
   * @typeParam A The arguments.
   * @param delay Milliseconds.
   * @param callback The function.
   * @param args Its arguments.
   * @returns A handle that can cancel the call.
   * @throws {RangeError} If the delay is NaN.
   * @throws {RuntimeError} "Event loop is closed".
   */
  callLater<A extends unknown[]>(
    delay: number,
    callback: (...args: A) => void,
    ...args: A
  ): TimerHandle {
    checkTime(delay, "delay");
    return this.#callAt(this.time() + delay, callback, args, "callLater");
  }

  /**
   * Calls back at a time. Equal times keep the order of registration.
   *
   * @typeParam A The arguments.
   * @param when Milliseconds on the clock of `time()`.
   * @param callback The function.
   * @param args Its arguments.
   * @returns A handle that can cancel the call.
   * @throws {RangeError} If the time is NaN.
   * @throws {RuntimeError} "Event loop is closed".
   */
  callAt<A extends unknown[]>(
    when: number,
    callback: (...args: A) => void,
    ...args: A
  ): TimerHandle {
    checkTime(when, "time");
    return this.#callAt(when, callback, args, "callAt");
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
      throw new TypeError("task factory must be a callable or null");
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
    return call instanceof Future ? call : new ExecutorFuture(this, call);
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
    const end = new ExecutorFuture(this, executor.shutdown());
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

  /**
   * Calls back when the process gets a signal.
   *
   * @typeParam A The arguments.
   * @param signal Its name.
   * @param callback The function; it replaces an earlier one.
   * @param args Its arguments.
   * @throws {RuntimeError} If this runtime cannot listen for the signal.
   */
  addSignalHandler<A extends unknown[]>(
    signal: Deno.Signal,
    callback: (...args: A) => void,
    ...args: A
  ): void {
    this._checkClosed();
    this.#checkCallback(callback, "addSignalHandler");
    this.#removeSignal(signal);
    const handle = new Handle(this, callback, args, currentContext().copy());
    const undo = onSignal(signal, () => this._push(handle));
    if (undo === null) {
      throw new RuntimeError(`Cannot listen for ${signal}: not possible here`);
    }
    this.#signals.set(signal, { handle, undo });
  }

  /**
   * Takes a signal's callback off.
   *
   * @param signal Its name.
   * @returns `false` if there was none.
   */
  removeSignalHandler(signal: Deno.Signal): boolean {
    return this.#removeSignal(signal);
  }

  /**
   * Sets who is told of errors that nobody else gets.
   *
   * @param handler The handler; `null` for the default one, which prints to stderr.
   * @throws {TypeError} If it is neither.
   */
  setExceptionHandler(handler: ExceptionHandler | null): void {
    if (handler !== null && typeof handler !== "function") {
      throw new TypeError(
        `A callable object or null is expected, got ${String(handler)}`,
      );
    }
    this.#exceptionHandler = handler;
  }

  /**
   * Who is told of errors that nobody else gets.
   *
   * @returns The handler; `null` for the default one.
   */
  getExceptionHandler(): ExceptionHandler | null {
    return this.#exceptionHandler;
  }

  /**
   * Prints an error to stderr.
   *
   * @param context What happened.
   */
  defaultExceptionHandler(context: ExceptionContext): void {
    printReport(context);
  }

  /**
   * Tells the exception handler of an error. It never throws.
   *
   * @param context What happened.
   */
  callExceptionHandler(context: ExceptionContext): void {
    const handler = this.#exceptionHandler;
    if (handler === null) {
      this.defaultExceptionHandler(context);
      return;
    }
    const own = context.task ?? context.future ?? context.handle;
    const place = own instanceof Task || own instanceof Handle
      ? own._context
      : this._frame._context;
    try {
      place.run(handler, this, context);
    } catch (exception) {
      this.defaultExceptionHandler({
        message: "Unhandled error in exception handler",
        exception,
        context: context.message,
      });
    }
  }

  /**
   * Switches debug mode.
   *
   * @param enabled Whether slow steps, swallowed cancellations and waits that nobody awaited are reported.
   */
  setDebug(enabled: boolean): void {
    this._debug = enabled;
    this._watched = enabled || this.#observer !== null;
  }

  /**
   * Tells whether debug mode is on.
   *
   * @returns `true` if it is.
   */
  getDebug(): boolean {
    return this._debug;
  }

  /** @ignore */
  get _observer(): Observer | null {
    return this.#observer;
  }

  /** @ignore */
  set _observer(observer: Observer | null) {
    this.#observer = observer;
    this._watched = this._debug || observer !== null;
  }

  /** @ignore */
  override _stepBegins(entry: Runnable): void {
    this.#entry = entry;
    this.#observer?.stepBegins(entry);
    if (this._debug) this.#entryBegan = now();
  }

  /** @ignore */
  override _stepEnded(): void {
    const entry = this.#entry;
    if (entry === null) return;
    this.#entry = null;
    this.#observer?.stepEnded(entry);
    if (!this._debug) return;
    const took = now() - this.#entryBegan;
    if (took < this.slowCallbackDuration) return;
    const who = entry._task?._describe() ??
      (entry instanceof Handle ? entry._describe() : "<wait>");
    const from = placeOf(entry);
    const task = entry._task;
    const next = task === null ? undefined : placeOf([...task._waits()][0]);
    this.callExceptionHandler({
      message: `Executing ${who} took ${(took / 1000).toFixed(3)} seconds`,
      ...(task === null ? {} : { task }),
      ...(from === undefined ? {} : { place: from }),
      ...(next === undefined ? {} : { "up to": next }),
      advice:
        "nothing else ran meanwhile: split the work with sleep(0), or move it to a Worker with toThread()",
    });
  }

  /** @ignore */
  _callSite(): string | null {
    return callSite();
  }

  /** @ignore Counts what only the host can end */
  _outside(change: 1 | -1): void {
    this._externals += change;
  }

  /** @ignore A task failed with KeyboardInterrupt: the run ends with it */
  _interrupt(error: unknown): void {
    this.#interruption = { error };
    this.stop();
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

  /** @ignore Whether the program itself listens for a signal, or for any */
  _handlesSignal(signal?: string): boolean {
    return signal === undefined
      ? this.#signals.size > 0
      : this.#signals.has(signal);
  }

  /** @ignore Debug mode: a wait that nobody awaited, or that outlived its task */
  _reportUnawaited(
    wait: Wait<unknown>,
    task: Task<unknown> | null,
    neverAwaited: boolean,
  ): void {
    const what = neverAwaited
      ? "was never awaited"
      : "was still going on when its task ended";
    this.callExceptionHandler({
      message: `${wait._what()} ${what}`,
      ...(task === null ? {} : { task }),
      ...(wait._place === null ? {} : { place: wait._place }),
      advice: neverAwaited
        ? "write await: nothing else waits for its end or sees its error"
        : "await it before the task ends, or cancel it: it goes on without the task",
    });
  }

  /** @ignore */
  _checkClosed(): void {
    if (this.isClosed()) throw new RuntimeError("Event loop is closed");
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

  #checkCallback(callback: unknown, method: string): void {
    if (typeof callback !== "function") {
      throw new TypeError(
        `a callable object was expected by ${method}(), got ${
          String(callback)
        }`,
      );
    }
    if (this._debug && callback.constructor.name === "AsyncFunction") {
      throw new TypeError(
        `coroutines cannot be used with ${method}(): write createTask(${
          callback.name || "work"
        })`,
      );
    }
  }

  #callAt<A extends unknown[]>(
    when: number,
    callback: (...args: A) => void,
    args: A,
    method: string,
  ): TimerHandle {
    this._checkClosed();
    this.#checkCallback(callback, method);
    const context = currentContext().copy();
    const timer = new TimerHandle(when, this, callback, args, context);
    this._schedule(timer);
    return timer;
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

  #removeSignal(signal: string): boolean {
    const entry = this.#signals.get(signal);
    if (entry === undefined) return false;
    this.#signals.delete(signal);
    entry.undo();
    entry.handle.cancel();
    return true;
  }

  #reportPending(task: Task<unknown>): void {
    this.callExceptionHandler({
      message: "Task was destroyed but it is pending!",
      task,
      ...(task._place === null ? {} : { place: task._place }),
      advice:
        "await it, or cancel it and await its end, before the loop closes",
    });
  }
}

function placeOf(entry: Runnable | undefined): string | undefined {
  const { _place: place } = (entry ?? {}) as { _place?: string | null };
  return place ?? undefined;
}

function checkTime(value: number, what: string): void {
  if (typeof value !== "number") {
    throw new TypeError(`${what} must be a number, got ${String(value)}`);
  }
  if (Number.isNaN(value)) {
    throw new RangeError(`Invalid ${what}: NaN (not a number)`);
  }
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
