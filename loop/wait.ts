/**
 * Waiting for several futures.
 *
 * @module
 */
import { getRunningLoop } from "./current.ts";
import { TimeoutError } from "./errors.ts";
import { Future, FutureDone, VerbFuture } from "./future.ts";
import type { Result } from "./gather.ts";
import type { Silence, TimerHandle } from "./handle.ts";
import { Lazy } from "./_lazy.ts";
import { Ring } from "./_ring.ts";
import { ensureFuture } from "./ensure_future.ts";
import type { Awaitable, Task } from "./task.ts";
import { QueuedWait, WaitQueue } from "./_waiters.ts";

/** `wait()` returns when any future is done. */
export const FIRST_COMPLETED = "FIRST_COMPLETED" as const;
/** `wait()` returns when any future has failed, or all are done. */
export const FIRST_EXCEPTION = "FIRST_EXCEPTION" as const;
/** `wait()` returns when all futures are done. */
export const ALL_COMPLETED = "ALL_COMPLETED" as const;

/** How `wait()` waits. */
export interface WaitOptions {
  /**
   * Milliseconds at most; `null` for no limit. Running out is no error.
   *
   * @default {null}
   */
  timeout?: number | null;
  /**
   * When it returns.
   *
   * @default {"ALL_COMPLETED"}
   */
  returnWhen?: "FIRST_COMPLETED" | "FIRST_EXCEPTION" | "ALL_COMPLETED";
}

/**
 * Waits for tasks or futures, and tells which are done. It cancels nothing and
 * throws no error of theirs; it suspends at least once.
 *
 * @typeParam F The futures.
 * @param fs Tasks or futures, at least one; not coroutine functions.
 * @param options Time limit, and when to return.
 * @returns Two sets: the done ones and the pending ones.
 * @throws {RangeError} If there are none, or `returnWhen` is unknown.
 * @throws {TypeError} If something is not a future.
 *
 * @example
 * ```ts
 * import { createTask, FIRST_COMPLETED, run, sleep, wait } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const tasks = [createTask(() => sleep(10, "fast")), createTask(() => sleep(1000))];
 *   const { done, pending } = await wait(tasks, { returnWhen: FIRST_COMPLETED });
 *   console.log(done.size, pending.size);
 * });
 * ```
 */
export async function wait<F extends Future<unknown>>(
  fs: Iterable<F>,
  options: WaitOptions = {},
): Promise<{ done: Set<F>; pending: Set<F> }> {
  const { timeout = null, returnWhen = ALL_COMPLETED } = options;
  const futures = distinctFutures(fs);
  if (
    returnWhen !== FIRST_COMPLETED && returnWhen !== FIRST_EXCEPTION &&
    returnWhen !== ALL_COMPLETED
  ) {
    throw new RangeError(`Invalid return_when value: ${String(returnWhen)}`);
  }
  const loop = getRunningLoop();
  const enough = new VerbFuture<void>(loop, "wait()");
  const release = () => {
    if (!enough.done()) enough.setResult(undefined);
  };
  const timer = timeout === null ? null : loop.callLater(timeout, release);
  let left = futures.size;
  const onDone = (future: Future<unknown>) => {
    left--;
    if (
      left <= 0 || returnWhen === FIRST_COMPLETED ||
      (returnWhen === FIRST_EXCEPTION && future._hasFailed())
    ) release();
  };
  const entries = [...futures].map((future) =>
    new SilentDone(future, onDone, enough)
  );
  try {
    await enough;
  } finally {
    timer?.cancel();
    for (const entry of entries) entry.remove();
  }
  const done = new Set<F>();
  const pending = new Set<F>();
  for (const future of futures) (future.done() ? done : pending).add(future);
  return { done, pending };
}

/** Only the waiter's own future hears of it. */
class SilentDone<T> extends FutureDone<T> {
  get _silence(): Silence {
    return "wakes";
  }
}

function distinctFutures<F extends Future<unknown>>(fs: Iterable<F>): Set<F> {
  if (typeof fs !== "object" || fs === null || !(Symbol.iterator in fs)) {
    const got = (fs as unknown) instanceof Future
      ? (fs as Future<unknown>)[Symbol.toStringTag]
      : typeof fs === "function"
      ? "function"
      : String(fs);
    throw new TypeError(`expect a list of futures, not ${got}`);
  }
  const futures = new Set(fs);
  if (futures.size === 0) {
    throw new RangeError("Set of Tasks/Futures is empty.");
  }
  for (const future of futures) {
    if (typeof future === "function") {
      throw new TypeError(
        "Passing coroutines is forbidden, use tasks explicitly.",
      );
    }
    if (!(future instanceof Future)) {
      throw new TypeError(
        "wait() takes tasks or futures, got a promise: write createTask(work) or wrapFuture(promise)",
      );
    }
  }
  return futures;
}

// Boxed: a promise that is resolved with a future would follow it.
type Ended<T> = { future: Future<T> } | "timed out";

class EndedWait<T> extends QueuedWait<Ended<T>> {
  readonly #completions: Completions<T>;

  constructor(completions: Completions<T>) {
    super(completions.waiters);
    this.#completions = completions;
  }

  override _resume(): void {
    const ended = this.#completions.take();
    if (ended === null) this._waitOn();
    else this._resolve(ended);
  }

  override _cancelled(error: unknown): void {
    if (this._wasWoken()) this.#completions.waiters.wakeNext();
    this._reject(error);
  }
}

/** Futures in order of completion. */
class Completions<T> {
  readonly waiters: WaitQueue = new WaitQueue("asCompleted()");
  readonly #ended: Ring<Ended<T>> = new Ring();
  readonly #todo: Set<Future<T>>;
  readonly #timer: TimerHandle | null;
  #left: number;

  constructor(futures: Set<Future<T>>, timeout: number | null) {
    this.#todo = futures;
    this.#left = futures.size;
    this.#timer = futures.size === 0 || timeout === null
      ? null
      : getRunningLoop().callLater(timeout, () => this.#timedOut());
    for (const future of futures) future.addDoneCallback(this.#onDone);
  }

  /** Counts one more that is asked for; `false` when all were. */
  claim(): boolean {
    if (this.#left === 0) return false;
    this.#left--;
    return true;
  }

  take(): Ended<T> | null {
    return this.#ended.size === 0 ? null : this.#ended.shift();
  }

  async next(): Promise<{ future: Future<T> }> {
    const ended = this.take() ?? await new EndedWait<T>(this)._enter();
    if (ended === "timed out") throw new TimeoutError();
    return ended;
  }

  readonly #onDone = (future: Future<T>): void => {
    if (!this.#todo.delete(future)) return;
    this.#put({ future });
    if (this.#todo.size === 0) this.#timer?.cancel();
  };

  #timedOut(): void {
    for (const future of this.#todo) {
      future.removeDoneCallback(this.#onDone);
      this.#put("timed out");
    }
    this.#todo.clear();
  }

  #put(ended: Ended<T>): void {
    this.#ended.push(ended);
    this.waiters.wakeNext();
  }
}

/**
 * Gives awaitables in order of completion.
 *
 * `for (const next of asCompleted(aws)) await next` gives results; `for await
 * (const task of asCompleted(aws))` gives the tasks and futures themselves, done
 * (TypeScript may take the loop variable for what the task gives: cast it).
 * Duplicates come once. Running out of time cancels nothing.
 *
 * @typeParam A The awaitables.
 * @param aws Coroutine functions, futures or promises.
 * @param options `timeout`: milliseconds for all of them; `null` for no limit.
 * @returns What to iterate over, once.
 * @throws {TimeoutError} At the next one after the limit.
 * @throws {TypeError} If it is a single awaitable.
 *
 * @example
 * ```ts
 * import { asCompleted, run, sleep } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const work = [() => sleep(20, "slow"), () => sleep(10, "fast")];
 *   for (const next of asCompleted(work)) console.log(await next);
 * });
 * ```
 */
export function asCompleted<A extends Awaitable<unknown>>(
  aws: Iterable<A>,
  options: { timeout?: number | null } = {},
):
  & Iterable<Promise<Result<A>>>
  & AsyncIterable<A extends Future<unknown> ? A : Task<Result<A>>> {
  type Item = A extends Future<unknown> ? A : Task<Result<A>>;
  if (
    typeof aws !== "object" || aws === null || aws instanceof Future ||
    !(Symbol.iterator in aws)
  ) {
    const got = (aws as unknown) instanceof Future
      ? (aws as Future<unknown>)[Symbol.toStringTag]
      : typeof aws;
    throw new TypeError(`expects an iterable of awaitables, not ${got}`);
  }
  const futures = new Set(
    [...new Set(aws)].map((aw) => ensureFuture(aw as Awaitable<Result<A>>)),
  );
  const completions = new Completions(futures, options.timeout ?? null);
  const result = async () => (await completions.next()).future.result();
  return {
    [Symbol.iterator]: () => ({
      next: () =>
        completions.claim()
          ? { done: false, value: new Lazy(result) }
          : { done: true, value: undefined },
    }),
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        if (!completions.claim()) return { done: true, value: undefined };
        const { future } = await completions.next();
        return { done: false, value: future as unknown as Item };
      },
    }),
  };
}
