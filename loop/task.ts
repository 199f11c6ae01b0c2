/**
 * Tasks: coroutine functions that the loop runs.
 *
 * @module
 */
import type { Context } from "./context.ts";
import type { EventLoop } from "./event_loop.ts";
import { contextOf, inheritedContext } from "./context.ts";
import { noteHandled, noteReturned, takeUnawaited } from "./_debug.ts";
import type { Origin, Slot } from "./_async_storage.ts";
import {
  captureOrigin,
  currentFrame,
  currentSlot,
  type Frame,
  getEventLoop,
  getRunningLoop,
  isFrameKept,
  runInFrame,
  startInFrame,
} from "./current.ts";
import {
  cancellation,
  CancelledError,
  isA,
  KeyboardInterrupt,
  RuntimeError,
} from "./errors.ts";
import { Future } from "./future.ts";
import { ignore, type Wait } from "./_wait.ts";

/**
 * A coroutine function with its arguments bound: `() => work(1, "a")`. Nothing
 * of it runs until the loop starts it.
 *
 * @typeParam T What it gives.
 */
export type Coroutine<T> = () => PromiseLike<T>;

/**
 * What can be awaited through the loop. A bare promise is foreign: it is
 * wrapped, and cannot be cancelled.
 *
 * @typeParam T What it gives.
 */
export type Awaitable<T> = Coroutine<T> | Future<T> | PromiseLike<T>;

/** How a task is made. */
export interface TaskOptions {
  /**
   * The name, for people.
   *
   * @default {"Task-1", "Task-2", …}
   */
  name?: string;
  /**
   * The context it runs in.
   *
   * @default {a copy of the current one}
   */
  context?: Context;
  /**
   * Runs it at once, up to its first wait.
   *
   * @default {false}
   */
  eagerStart?: boolean;
}

/** In place of a task's origin, once that is used. */
const STARTED = Symbol("started");

let lastNumber = 0;

/** @internal Takes the number of a task that there is no need to make. */
export function skipTaskNumber(): void {
  lastNumber++;
}

/**
 * A coroutine that the loop runs. Programs make tasks with `createTask()` or in
 * a `taskGroup()`; the class is for task factories and `instanceof`.
 *
 * @typeParam T What the coroutine gives.
 *
 * @example
 * ```ts
 * import { createTask, run, sleep } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * await run(async () => {
 *   const task = createTask(() => sleep(10, "done"), { name: "napper" });
 *   assertEquals(task.getName(), "napper");
 *   assertEquals(await task, "done");
 * });
 * ```
 */
export class Task<T> extends Future<T> {
  /** @ignore */
  _context: Context;
  /** @ignore The task of its loop that was made before it and is not done */
  _previous: Task<unknown> | null = null;
  /** @ignore The one made after it */
  _next: Task<unknown> | null = null;
  /** @ignore A cancellation that the next wait delivers */
  _mustCancel = false;
  /** @ignore */
  _cancelMessage: string | undefined;
  readonly #coro: Coroutine<T>;
  // A number until somebody asks: most names are never read.
  #name: string | number;
  #cancelRequests = 0;
  #hasThrown = false;
  // Most tasks stand at one wait; a set is made only for `Promise.all([sleep(1), sleep(2)])`.
  #waits: Wait | Set<Wait> | null = null;
  #controller: AbortController | null = null;
  /** Where it was made, until its first step. */
  #origin: Origin = STARTED;

  /**
   * Makes a Task.
   *
   * @param coro The coroutine function.
   * @param options How it is made; `loop`: whose task it is.
   * @throws {TypeError} If `coro` is not a function: a promise has already begun.
   */
  constructor(
    coro: Coroutine<T>,
    options: TaskOptions & { loop?: EventLoop } = {},
  ) {
    expectCoroutine(coro, "createTask");
    super({ loop: options.loop ?? getEventLoop() });
    this.#coro = coro;
    this.#name = options.name === undefined
      ? ++lastNumber
      : String(options.name);
    this._context = options.context ?? inheritedContext();
    const loop = this._loop;
    loop._tasks.add(this._task);
    if (options.eagerStart && currentFrame()?._loop === loop) {
      runInFrame(this, begin, this._task);
    } else {
      this.#origin = captureOrigin();
      loop._push(this);
    }
    loop._observer?.created(this._task);
  }

  /** @ignore */
  get _task(): Task<unknown> {
    return this as Task<unknown>;
  }

  /**
   * The name.
   *
   * @returns "Task-1", "Task-2", … unless given.
   */
  getName(): string {
    if (typeof this.#name === "number") this.#name = `Task-${this.#name}`;
    return this.#name;
  }

  /**
   * Changes the name.
   *
   * @param name The new name.
   */
  setName(name: string): void {
    this.#name = String(name);
  }

  /**
   * The coroutine function.
   *
   * @returns What the task was made of.
   */
  getCoro(): Coroutine<T> {
    return this.#coro;
  }

  /**
   * The context that the task runs in.
   *
   * @returns The task's own context.
   */
  getContext(): Context {
    return contextOf(this._task);
  }

  /**
   * Asks the task to end: its innermost wait rejects with CancelledError, now or
   * when it comes to one. What it awaits is cancelled first. A task that has not
   * started never will.
   *
   * @param message The message of the CancelledError.
   * @returns `false` if the task is done already.
   */
  override cancel(message?: string): boolean {
    if (this.done()) return false;
    this.#requestCancel(message);
    const next = this.#awaitedTask();
    if (next === null) this.#deliver(message);
    else this.#cancelChain(next, message);
    this._loop._observer?.cancelRequested(this._task);
    return true;
  }

  // Tasks that await each other can be more than the stack is deep. Only the last
  // one is told at its wait: its end wakes the one that awaits it, and so on.
  #cancelChain(first: Task<unknown>, message: string | undefined): void {
    const chain = new Set([this._task]);
    let last = first;
    for (;;) {
      chain.add(last);
      last.#requestCancel(message);
      const next = last.#awaitedTask();
      if (next === null) {
        last.#deliver(message);
        break;
      }
      if (chain.has(next)) {
        // A ring, where nobody would ever end: it is opened here.
        for (const wait of last._waits()) {
          wait._fail(cancellation(message));
        }
        break;
      }
      last = next;
    }
    chain.delete(this._task);
    for (const task of [...chain].reverse()) {
      task._loop._observer?.cancelRequested(task);
    }
  }

  #requestCancel(message: string | undefined): void {
    this.#cancelRequests++;
    this._cancelMessage = message;
    this.#controller?.abort(cancellation(message));
  }

  #deliver(message: string | undefined): void {
    let delivered = false;
    for (const wait of this._waits()) {
      if (wait._cancel(message)) delivered = true;
    }
    if (!delivered) this._mustCancel = true;
  }

  /** The task that it awaits and does nothing else meanwhile. */
  #awaitedTask(): Task<unknown> | null {
    const waits = this.#waits;
    if (waits === null || waits instanceof Set) return null;
    const awaited = waits._awaited;
    return awaited instanceof Task && !awaited.done() &&
        awaited.cancel === Task.prototype.cancel
      ? awaited
      : null;
  }

  /**
   * How many `cancel()` calls were not taken back by `uncancel()`.
   *
   * @returns The count.
   */
  cancelling(): number {
    return this.#cancelRequests;
  }

  /**
   * Takes one `cancel()` back: for code that has handled the cancellation and
   * goes on. At 0 a cancellation that was not delivered yet is dropped.
   *
   * @returns How many are left.
   */
  uncancel(): number {
    if (this.#cancelRequests > 0 && --this.#cancelRequests === 0) {
      this._mustCancel = false;
      this.#refreshSignal();
    }
    if (this._loop._debug) noteHandled(this._task);
    return this.#cancelRequests;
  }

  /**
   * A signal that is aborted, with the CancelledError as reason, when the task
   * is cancelled. Read it for each operation: once a cancellation was handled it
   * is a fresh one. To abort *and wait* for the operation use `abortable()`.
   */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this._mustCancel) {
        this.#controller.abort(cancellation(this._cancelMessage));
      }
    }
    return this.#controller.signal;
  }

  /**
   * A task gets its result from its coroutine only.
   *
   * @throws {RuntimeError} Always.
   */
  override setResult(_result: T): void {
    throw new RuntimeError("Task does not support set_result operation");
  }

  /**
   * A task gets its exception from its coroutine only.
   *
   * @throws {RuntimeError} Always.
   */
  override setException(_exception: unknown): void {
    throw new RuntimeError("Task does not support set_exception operation");
  }

  /** The class name. */
  override get [Symbol.toStringTag](): string {
    return "Task";
  }

  /** @ignore */
  override _describe(): string {
    const state = this.done()
      ? (this.cancelled() ? "cancelled" : "finished")
      : this.#cancelRequests > 0
      ? "cancelling"
      : "pending";
    return `<Task "${this.getName()}" ${state}>`;
  }

  /** @ignore As in CPython: the error that it has thrown goes to one, and is not kept */
  override get _tellsOnce(): boolean {
    return this.#hasThrown;
  }

  /** @ignore The first step */
  _run(): boolean {
    const origin = this.#origin;
    this.#origin = STARTED;
    if (this._mustCancel) {
      // Python throws it into the coroutine, before its first line.
      this._throw(cancellation(this._cancelMessage));
      return false;
    }
    startInFrame(origin, this, begin, this._task);
    return true;
  }

  /** @ignore Whether its first step is still to come */
  _isNew(): boolean {
    return this.#origin !== STARTED;
  }

  /** @ignore Where it stands now */
  _waits(): Iterable<Wait> {
    const waits = this.#waits;
    if (waits === null) return [];
    return waits instanceof Set ? [...waits] : [waits];
  }

  /** @ignore Whether it stands at a wait of the loop; if not, it runs or awaits a foreign promise */
  _isParked(): boolean {
    for (const wait of this._waits()) {
      if (!wait._isOutside) return true;
    }
    return false;
  }

  /** @ignore */
  _addWait(wait: Wait): void {
    const waits = this.#waits;
    if (waits === null) this.#waits = wait;
    else if (waits instanceof Set) waits.add(wait);
    else this.#waits = new Set([waits, wait]);
    if (this.#controller !== null) this.#refreshSignal();
  }

  /** @ignore */
  _removeWait(wait: Wait): void {
    if (this.#waits === wait) this.#waits = null;
    else if (this.#waits instanceof Set) this.#waits.delete(wait);
  }

  // A task that waits again after its signal was aborted has handled the cancellation.
  #refreshSignal(): void {
    if (this.#controller?.signal.aborted && !this._mustCancel) {
      this.#controller = null;
    }
  }

  #reportUnawaited(pending: Wait[]): void {
    const unawaited = new Set(takeUnawaited(this._loop, this._task));
    for (const wait of new Set([...pending, ...unawaited])) {
      this._loop._reportUnawaited(wait, this._task, unawaited.has(wait));
    }
  }

  /** @ignore The coroutine has returned */
  _finish(result: T): void {
    this.#leave();
    if (this._loop._debug) noteReturned(this._task);
    if (this._mustCancel) {
      this._setCancelled(cancellation(this._cancelMessage));
    } else super.setResult(result);
  }

  /** @ignore The coroutine has thrown */
  _throw(error: unknown): void {
    this.#leave();
    this.#hasThrown = true;
    if (isA(error, CancelledError)) this._setCancelled(error);
    else {
      this._fail(error);
      if (isA(error, KeyboardInterrupt)) {
        this._markRetrieved();
        this._loop._interrupt(error);
      }
    }
  }

  #leave(): void {
    // Waits that nobody awaited go on without the task.
    if (this._loop._debug) this.#reportUnawaited([...this._waits()]);
    for (const wait of this._waits()) wait._drift();
    this.#waits = null;
    this._loop._tasks.delete(this._task);
    this._loop._observer?.ended(this._task);
  }
}

function begin(task: Task<unknown>): void {
  let running: PromiseLike<unknown>;
  try {
    running = task.getCoro()();
    if (!(running instanceof Promise)) running = following(running);
  } catch (error) {
    task._throw(error);
    return;
  }
  if (isFrameKept()) running.then(finishCurrent, throwCurrent);
  else {
    running.then(
      (result) => task._finish(result),
      (error) => task._throw(error),
    );
  }
}

// The same two functions for every task: it is the frame that they are called in.
function finishCurrent(result: unknown): void {
  leaveContext()._finish(result);
}

function throwCurrent(error: unknown): void {
  leaveContext()._throw(error);
}

/** Takes the current task, which has come to its end, out of its async context. */
function leaveContext(): Task<unknown> {
  const slot = currentSlot() as Slot<Frame>;
  const task = slot.value as Task<unknown>;
  slot.value = new Leftover(task);
  return task;
}

/** The frame of what a task has left running: its variables, and its loop while that is open. */
class Leftover implements Frame {
  readonly _task = null;
  _context: Context;
  readonly #home: Frame;

  constructor(task: Task<unknown>) {
    this._context = task._context;
    this.#home = task._loop._frame;
  }

  get _loop(): EventLoop | null {
    return this.#home._loop;
  }
}

async function following<T>(thenable: PromiseLike<T>): Promise<T> {
  return await thenable;
}

/** Refuses what is not a coroutine function, saying what to write instead. */
export function expectCoroutine(value: unknown, verb: string): void {
  if (typeof value === "function") return;
  // Its own failure, for want of a loop, would only hide the reason.
  if (value instanceof Promise) value.catch(ignore);
  const got = typeof (value as PromiseLike<unknown> | null)?.then === "function"
    ? value instanceof Future ? `a ${value[Symbol.toStringTag]}` : "a Promise"
    : value === null || value === undefined
    ? String(value)
    : typeof value === "object"
    ? `an object`
    : `${typeof value} ${String(value)}`;
  const argument = verb === "run" ? "main" : "work";
  throw new TypeError(
    `a coroutine function was expected, got ${got}; write ${verb}(${argument}), not ${verb}(${argument}())`,
  );
}

/**
 * Starts a coroutine function as a task of the running loop. Its first step runs
 * in the loop's next iteration, in a copy of the current context.
 *
 * @typeParam T What the coroutine gives.
 * @param coro The coroutine function: `createTask(work)` or `createTask(() => work(1))`.
 * @param options Name, context, eager start.
 * @returns The task. The loop holds it until it is done.
 * @throws {RuntimeError} "no running event loop", outside of one.
 * @throws {TypeError} If `coro` is not a function.
 *
 * @example
 * ```ts
 * import { createTask, run, sleep } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const one = createTask(() => sleep(20, 1));
 *   const two = createTask(() => sleep(20, 2));
 *   console.log(await one + await two); // 3, after 20 ms
 * });
 * ```
 */
export function createTask<T>(
  coro: Coroutine<T>,
  options?: TaskOptions,
): Task<T> {
  return getRunningLoop().createTask(coro, options);
}

/**
 * The tasks of a loop that are not done.
 *
 * @param loop The loop. Default: the running one.
 * @returns A new set, in order of creation.
 * @throws {RuntimeError} "no running event loop", outside of one.
 *
 * @example
 * ```ts
 * import { allTasks, createTask, run, sleep } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * await run(async () => {
 *   createTask(() => sleep(1000));
 *   assertEquals(allTasks().size, 2); // main is one
 * });
 * ```
 */
export function allTasks(loop?: EventLoop): Set<Task<unknown>> {
  return new Set((loop ?? getRunningLoop())._tasks);
}

/** Makes eager tasks: `loop.setTaskFactory(eagerTaskFactory)`. */
export const eagerTaskFactory = <T>(
  loop: EventLoop,
  coro: Coroutine<T>,
  options: TaskOptions,
): Task<T> => new Task(coro, { eagerStart: true, ...options, loop });
