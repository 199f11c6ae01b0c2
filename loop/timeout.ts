/**
 * Time limits.
 *
 * @module
 */
import type { EventLoop } from "./event_loop.ts";
import { runningFrame } from "./current.ts";
import {
  CancelledError,
  ExceptionGroup,
  isA,
  RuntimeError,
  TimeoutError,
} from "./errors.ts";
import { Future } from "./future.ts";
import type { Runnable } from "./handle.ts";
import { callSite } from "./_report.ts";
import { begunWait, ensureFuture, followed } from "./ensure_future.ts";
import { Lazy } from "./_lazy.ts";
import type { Awaitable, Task } from "./task.ts";

/** A time limit, as its body sees it. */
export interface Timeout {
  /**
   * When it expires.
   *
   * @returns Loop time in milliseconds; `null` for never.
   */
  when(): number | null;
  /**
   * Moves it.
   *
   * @param when Loop time in milliseconds; `null` for never.
   * @throws {RuntimeError} When it has expired or its block has ended.
   */
  reschedule(when: number | null): void;
  /**
   * Tells whether it has run out.
   *
   * @returns `true` once it has.
   */
  expired(): boolean;
}

type TimeoutState = "entered" | "expiring" | "expired" | "finished";

class Deadline implements Runnable {
  readonly _task = null;
  readonly _when: number;
  _scheduled = true;
  readonly #scope: Scope;

  constructor(when: number, scope: Scope) {
    this._when = when;
    this.#scope = scope;
  }

  _run(): boolean {
    this.#scope.expire(this);
    return false;
  }
}

class Scope implements Timeout {
  #state: TimeoutState = "entered";
  #when: number | null = null;
  #deadline: Deadline | null = null;
  readonly #loop: EventLoop;
  readonly #task: Task<unknown>;
  /** The task's cancel requests when the block was entered. */
  readonly #cancelling: number;

  constructor(loop: EventLoop, task: Task<unknown>) {
    this.#loop = loop;
    this.#task = task;
    this.#cancelling = task.cancelling();
  }

  when(): number | null {
    return this.#when;
  }

  expired(): boolean {
    return this.#state === "expiring" || this.#state === "expired";
  }

  reschedule(when: number | null): void {
    if (this.#state !== "entered") {
      throw new RuntimeError(`Cannot change state of ${this.#state} Timeout`);
    }
    this.#drop();
    this.arm(when, when !== null && when <= this.#loop.time());
  }

  arm(when: number | null, isDue: boolean): void {
    this.#when = when;
    if (when === null) return;
    const deadline = new Deadline(when, this);
    this.#deadline = deadline;
    if (isDue) {
      deadline._scheduled = false;
      this.#loop._push(deadline);
    } else this.#loop._schedule(deadline);
  }

  expire(deadline: Deadline): void {
    if (this.#deadline !== deadline) return;
    this.#deadline = null;
    this.#state = "expiring";
    this.#task.cancel();
  }

  /** Leaves the block; gives the error that leaves it instead of the body's. */
  exit(error: unknown, hasThrown: boolean): unknown {
    this.#drop();
    if (this.#state !== "expiring") {
      this.#state = "finished";
      return error;
    }
    this.#state = "expired";
    if (this.#task.uncancel() > this.#cancelling || !hasThrown) return error;
    if (isA(error, CancelledError)) return timeoutError(error);
    insertTimeout(error);
    if (isA(error, ExceptionGroup)) error.errors.forEach(insertTimeout);
    return error;
  }

  #drop(): void {
    const deadline = this.#deadline;
    this.#deadline = null;
    if (deadline !== null && deadline._scheduled) {
      deadline._scheduled = false;
      this.#loop._timers.noteCancelled();
    }
  }
}

function timeoutError(cause: CancelledError): TimeoutError {
  return new TimeoutError("", { cause });
}

// An error of the body's own that was caused by the cancellation: it was caused by the timeout.
function insertTimeout(error: unknown): void {
  let each = error;
  for (let depth = 0; isA(each, Error) && depth < 100; depth++) {
    if (isA(each.cause, CancelledError)) {
      each.cause = timeoutError(each.cause);
      return;
    }
    each = each.cause;
  }
}

/**
 * Runs a block with a time limit: `async with asyncio.timeout(delay):`.
 *
 * When it runs out, the task is cancelled inside the block, cleanup runs, and
 * the CancelledError that leaves the block becomes a TimeoutError. A block that
 * swallows it ends normally, and `scope.expired()` tells.
 *
 * Invariant: the cancellation that the limit makes is over when the block is left;
 * one that comes from elsewhere leaves it as a CancelledError.
 *
 * @typeParam T What the body gives.
 * @param delay Milliseconds; `null` for no limit yet. 0 or less: the body runs to its first real wait.
 * @param body The block; it gets the limit, to move or ask it.
 * @returns What the body gives.
 * @throws {TimeoutError} If time runs out.
 * @throws {RangeError} If the delay is NaN.
 * @throws {RuntimeError} Outside of a task.
 *
 * @example
 * ```ts
 * import { run, sleep, timeout, TimeoutError } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   try {
 *     await timeout(10, () => sleep(1000));
 *   } catch (error) {
 *     if (!(error instanceof TimeoutError)) throw error;
 *     console.log("too slow");
 *   }
 * });
 * ```
 */
export function timeout<T>(
  delay: number | null,
  body: (scope: Timeout) => PromiseLike<T>,
): Promise<T> {
  const { _loop: loop, _task: task } = runningFrame();
  checkBody(body, "timeout");
  const limit = checkLimit(delay);
  const when = limit === null ? null : loop.time() + limit;
  return runScope(loop, task, when, limit !== null && limit <= 0, body);
}

/**
 * Runs a block with a time limit: `async with asyncio.timeout_at(when):`.
 *
 * @typeParam T What the body gives.
 * @param when Loop time in milliseconds; `null` for no limit yet.
 * @param body The block; it gets the limit, to move or ask it.
 * @returns What the body gives.
 * @throws {TimeoutError} If time runs out.
 * @throws {RangeError} If the time is NaN.
 * @throws {RuntimeError} Outside of a task.
 *
 * @example
 * ```ts
 * import { getRunningLoop, run, sleep, timeoutAt } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const deadline = getRunningLoop().time() + 1000;
 *   await timeoutAt(deadline, () => sleep(10));
 *   await timeoutAt(deadline, () => sleep(10));
 * });
 * ```
 */
export function timeoutAt<T>(
  when: number | null,
  body: (scope: Timeout) => PromiseLike<T>,
): Promise<T> {
  const { _loop: loop, _task: task } = runningFrame();
  checkBody(body, "timeoutAt");
  const limit = checkLimit(when);
  return runScope(
    loop,
    task,
    limit,
    limit !== null && limit <= loop.time(),
    body,
  );
}

async function runScope<T>(
  loop: EventLoop,
  task: Task<unknown> | null,
  when: number | null,
  isDue: boolean,
  body: (scope: Timeout) => PromiseLike<T>,
): Promise<T> {
  if (task === null) {
    throw new RuntimeError("Timeout should be used inside a task");
  }
  const scope = new Scope(loop, task);
  scope.arm(when, isDue);
  let value: T;
  try {
    value = await body(scope);
  } catch (error) {
    throw scope.exit(error, true);
  }
  scope.exit(undefined, false);
  return value;
}

/**
 * Waits for something with a time limit. What runs out is cancelled, and its end
 * awaited. A coroutine function runs in the current task.
 *
 * @typeParam T What it gives.
 * @param aw A coroutine function, future or promise; a promise of somebody else's goes on unwatched after the limit.
 * @param timeout Milliseconds; `null` for no limit. 0 or less: only what is done already counts.
 * @returns What it gives.
 * @throws {TimeoutError} If time runs out.
 * @throws {RangeError} If the limit is NaN.
 *
 * @example
 * ```ts
 * import { run, sleep, waitFor } from "@asyncio/asyncio";
 *
 * console.log(await run(() => waitFor(() => sleep(10, "in time"), 1000)));
 * ```
 */
export function waitFor<T>(
  aw: Awaitable<T>,
  timeout: number | null,
): Promise<T> {
  const { _loop: loop, _task: task } = runningFrame();
  const limit = checkLimit(timeout);
  if (limit !== null && limit <= 0) return waitForNothing(aw);
  const when = limit === null ? null : loop.time() + limit;
  return runScope(loop, task, when, false, () => begin(aw));
}

function begin<T>(aw: Awaitable<T>): PromiseLike<T> {
  if (aw instanceof Future) return aw;
  if (typeof aw === "function") return aw();
  if (begunWait(aw) !== null || aw instanceof Lazy) return aw;
  const future = followed(aw, true);
  if (future._loop._debug) tellIfAbandoned(aw, future as Future<unknown>);
  return future;
}

function tellIfAbandoned(
  promise: PromiseLike<unknown>,
  future: Future<unknown>,
): void {
  const place = callSite();
  let goesOn = true;
  const end = () => {
    goesOn = false;
  };
  promise.then(end, end);
  future.addDoneCallback(() => {
    if (!future.cancelled() || !goesOn) return;
    future._loop.callExceptionHandler({
      message:
        "waitFor() waits no longer, but the promise it was given goes on",
      ...(place === null ? {} : { place }),
      advice:
        "give it a function, whose waits are cancelled; for work of the host: abortable((signal) => …)",
    });
  });
}

async function waitForNothing<T>(aw: Awaitable<T>): Promise<T> {
  const future = ensureFuture(aw);
  if (future.done()) return future.result();
  const ended = new Future<void>({ loop: future.getLoop() });
  const end = () => {
    if (!ended.done()) ended.setResult(undefined);
  };
  future.addDoneCallback(end);
  try {
    future.cancel();
    await ended;
  } finally {
    future.removeDoneCallback(end);
  }
  try {
    return future.result();
  } catch (error) {
    throw error instanceof CancelledError ? timeoutError(error) : error;
  }
}

function checkLimit(limit: number | null | undefined): number | null {
  if (limit === null || limit === undefined) return null;
  if (typeof limit !== "number") {
    throw new TypeError(
      `a time limit is a number of milliseconds or null, got ${String(limit)}`,
    );
  }
  if (Number.isNaN(limit)) {
    throw new RangeError("Invalid delay: NaN (not a number)");
  }
  return limit;
}

function checkBody(body: unknown, verb: string): void {
  if (typeof body === "function") return;
  throw new TypeError(
    `${verb}() takes the block as a function; write ${verb}(1000, () => work()), not ${verb}(1000, work())`,
  );
}
