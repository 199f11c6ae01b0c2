/**
 * Futures for anything awaitable.
 *
 * @module
 */
import { currentFrame, runningFrame } from "./current.ts";
import type { EventLoop } from "./event_loop.ts";
import { Future, HostFuture } from "./future.ts";
import { Lazy } from "./_lazy.ts";
import { type Awaitable, createTask, type Task } from "./task.ts";
import type { Wait } from "./_wait.ts";

/**
 * A future for anything awaitable: a future stays itself, a coroutine function
 * becomes a task, a promise is wrapped.
 *
 * @typeParam T What it gives.
 * @param aw What is awaitable.
 * @returns The future.
 * @throws {TypeError} If it is not awaitable.
 *
 * @example
 * ```ts
 * import { ensureFuture, run, sleep } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const future = ensureFuture(() => sleep(10, "ten"));
 *   console.log(await future);
 * });
 * ```
 */
export function ensureFuture<T>(aw: Awaitable<T>): Future<T> {
  if (aw instanceof Future) return aw;
  if (typeof aw === "function") return createTask(aw);
  if (aw instanceof Lazy) return createTask(() => aw._started());
  return wrapFuture(aw);
}

/**
 * A future for a promise. Cancelling the future ends the wait, not the work
 * behind a foreign promise; a wait of this module that has begun is cancelled.
 *
 * @typeParam T What the promise gives.
 * @param promise The promise.
 * @returns The future, of the running loop.
 * @throws {TypeError} If it is no promise.
 * @throws {RuntimeError} "no running event loop", outside of one.
 *
 * @example
 * ```ts
 * import { run, wrapFuture } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   console.log(await wrapFuture(Promise.resolve("foreign")));
 * });
 * ```
 */
export function wrapFuture<T>(promise: PromiseLike<T>): Future<T> {
  if (promise instanceof Future) return promise;
  expectThenable(promise);
  const { _loop: loop, _task: task } = runningFrame();
  for (const wait of task?._waits() ?? []) {
    if (wait._promise === promise) return new BegunWait<T>(wait);
  }
  return task === null
    ? new HostFuture(loop, promise)
    : new BroughtFuture(loop, promise, task);
}

/** Refuses what cannot be awaited. */
export function expectThenable(value: unknown): void {
  if (typeof (value as PromiseLike<unknown> | null)?.then === "function") {
    return;
  }
  throw new TypeError(
    "An asyncio.Future, a coroutine or an awaitable is required",
  );
}

/** A future for a promise that the current task awaits, and nobody else. */
export function awaitedFuture<T>(promise: PromiseLike<T>): Future<T> {
  expectThenable(promise);
  const { _loop: loop, _task: task } = runningFrame();
  return task === null
    ? new HostFuture(loop, promise)
    : new AwaitedFuture(loop, promise, task);
}

/** Tells whether a promise is a wait of this module that the current task has begun. */
export function isBegunWait(promise: PromiseLike<unknown>): boolean {
  for (const wait of currentFrame()?._task?._waits() ?? []) {
    if (wait._promise === promise) return true;
  }
  return false;
}

/** Takes over a wait that the current task has begun: `gather([queue.get(), sleep(10)])`. */
class BegunWait<T> extends Future<T> {
  readonly #wait: Wait;

  constructor(wait: Wait) {
    super({ loop: wait._loop });
    this.#wait = wait;
    wait._task?._removeWait(wait);
    wait._task = null;
    this._follow(wait._promise as PromiseLike<T>);
  }

  override cancel(message?: string): boolean {
    return this.#wait._cancel(message);
  }
}

/**
 * Follows a promise that a task has brought: the host's, or that of an async
 * function, whose waits are then the task's as well: `gather([work(1), work(2)])`.
 */
class BroughtFuture<T> extends HostFuture<T> {
  readonly #task: Task<unknown>;

  constructor(loop: EventLoop, promise: PromiseLike<T>, task: Task<unknown>) {
    super(loop, promise);
    this.#task = task;
    loop._brought.add(this);
  }

  override _back(): void {
    this._loop._brought.delete(this);
  }

  /** Whether it may wait on the loop itself: its task stands at more than one wait. */
  _isOnLoop(): boolean {
    return this.#task.done() || [...this.#task._waits()].length > 1;
  }
}

/**
 * A promise that its task awaits: the task's cancellation reaches the waits of an
 * async function itself, whose end is then awaited as that of a coroutine.
 */
class AwaitedFuture<T> extends BroughtFuture<T> {
  override cancel(message?: string): boolean {
    return !this._isOnLoop() && super.cancel(message);
  }
}
