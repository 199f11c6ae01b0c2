/**
 * Futures for anything awaitable.
 *
 * @module
 */
import { currentFrame, runningFrame } from "./current.ts";
import { Future, HostFuture } from "./future.ts";
import { Lazy } from "./_lazy.ts";
import { type Awaitable, createTask } from "./task.ts";
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
  if (aw instanceof Lazy) return createTask(() => aw._begun());
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
  const wait = begunWait(promise);
  return wait === null ? followed(promise, false) : new BegunWait<T>(wait);
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

/**
 * A future for a promise of the running loop's code.
 *
 * @param isAwaited That the current task awaits it, and nobody else.
 */
export function followed<T>(
  promise: PromiseLike<T>,
  isAwaited: boolean,
): Future<T> {
  expectThenable(promise);
  const { _loop: loop, _task: task } = runningFrame();
  return new HostFuture(loop, promise, task, isAwaited);
}

/** The wait of this module that the current task has begun and a promise stands for. */
export function begunWait(promise: PromiseLike<unknown>): Wait | null {
  for (const wait of currentFrame()?._task?._waits() ?? []) {
    if (wait._promise === promise) return wait;
  }
  return null;
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
