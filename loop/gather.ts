/**
 * Gathering results.
 *
 * @module
 */
import { getRunningLoop } from "./current.ts";
import { cancellation, CancelledError, isA } from "./errors.ts";
import type { EventLoop } from "./event_loop.ts";
import { Future, VerbFuture } from "./future.ts";
import type { Runnable, Silence } from "./handle.ts";
import { ensureFuture } from "./ensure_future.ts";
import type { Awaitable } from "./task.ts";

/**
 * What an awaitable gives.
 *
 * @typeParam A The awaitable.
 */
export type Result<A> = A extends Awaitable<infer T> ? T : never;

/** A child's end, standing in the ready queue. */
class ChildDone implements Runnable {
  readonly _task = null;
  constructor(
    readonly _future: Gathering,
    readonly child: Future<unknown>,
  ) {}

  get _silence(): Silence {
    return this._future.settlesWith(this.child) ? undefined : "counts";
  }

  _run(): boolean {
    this._future.childDone(this.child);
    return false;
  }
}

/** What `returnExceptions` puts in a child's place. */
function outcome(child: Future<unknown>): unknown {
  if (child._hasResult()) return child.result();
  // Whoever awaits the task itself is still told the message.
  if (child.cancelled() && child._tellsOnce) return cancellation(undefined);
  return child._reason();
}

class Gathering extends VerbFuture<unknown[]> {
  readonly #children: Future<unknown>[];
  readonly #returnExceptions: boolean;
  #left: number;
  #cancelRequested = false;

  constructor(
    loop: EventLoop,
    children: Future<unknown>[],
    returnExceptions: boolean,
  ) {
    super(loop, "gather()");
    this.#children = children;
    this.#returnExceptions = returnExceptions;
    const done: Set<Future<unknown>> = new Set();
    this.#left = 0;
    for (const child of children) {
      if (child.done()) done.add(child);
      // Given twice, it is this gathering that was added to it last.
      else if (child._lastDone()?._future !== this) {
        child._onDone(new ChildDone(this, child));
        this.#left++;
      }
    }
    this.#left += done.size;
    for (const child of done) this.childDone(child);
  }

  /** Cancels the children; it is itself done when they are. */
  override cancel(message?: string): boolean {
    if (this.done()) return false;
    let any = false;
    for (const child of this.#children) {
      if (child.cancel(message)) any = true;
    }
    if (any) this.#cancelRequested = true;
    return any;
  }

  /** Whether the end of a child is its own end. */
  settlesWith(child: Future<unknown>): boolean {
    if (this.done()) return false;
    return this.#left === 1 ||
      !(this.#returnExceptions || child._hasResult());
  }

  childDone(child: Future<unknown>): void {
    this.#left--;
    if (this.done()) {
      child._markRetrieved();
      return;
    }
    if (!this.#returnExceptions && !child._hasResult()) {
      return this.#failWith(child._reason());
    }
    if (this.#left > 0) return;
    const results = this.#children.map(outcome);
    if (!this.#cancelRequested) return this.setResult(results);
    const last = this.#children.at(-1);
    this.#failWith(last?.cancelled() ? last._reason() : new CancelledError());
  }

  #failWith(reason: unknown): void {
    this._fail(reason);
    // A cancellation that nobody has seen is no error that got lost.
    if (isA(reason, CancelledError)) this._markRetrieved();
  }
}

/**
 * Runs awaitables concurrently and gives their results in order of the arguments.
 *
 * The first failure is thrown at once; the others go on, which a `taskGroup()`
 * would not let them. Cancelling the gathering cancels them all, and it ends
 * when they have ended. The same future given twice is awaited once and its
 * result appears twice; the same function given twice is two calls.
 *
 * @typeParam A The awaitables.
 * @param aws Coroutine functions, futures or promises.
 * @param options `returnExceptions`: failures stand in the list instead of being thrown.
 * @returns A future of the list of results.
 * @throws {RuntimeError} "no running event loop", outside of one.
 * @throws {TypeError} If something is not awaitable.
 *
 * @example
 * ```ts
 * import { gather, run, sleep } from "@asyncio/asyncio";
 *
 * const [one, two] = await run(() =>
 *   gather([() => sleep(20, 1), () => sleep(10, "two")])
 * );
 * console.log(one, two);
 * ```
 */
export function gather<const A extends readonly Awaitable<unknown>[]>(
  aws: A,
  options?: { returnExceptions?: false },
): Future<{ -readonly [K in keyof A]: Result<A[K]> }>;
/**
 * Runs awaitables concurrently and gives results and failures in order.
 *
 * @typeParam A The awaitables.
 * @param aws Coroutine functions, futures or promises.
 * @param options `returnExceptions: true`.
 * @returns A future of the list of results and errors.
 */
export function gather<const A extends readonly Awaitable<unknown>[]>(
  aws: A,
  options: { returnExceptions: true },
): Future<{ -readonly [K in keyof A]: Result<A[K]> | Error }>;
/**
 * Runs awaitables concurrently and gives their results in order.
 *
 * @typeParam T What each gives.
 * @param aws Coroutine functions, futures or promises.
 * @param options `returnExceptions`: failures stand in the list instead of being thrown.
 * @returns A future of the list of results.
 */
export function gather<T>(
  aws: Iterable<Awaitable<T>>,
  options?: { returnExceptions?: false },
): Future<T[]>;
/**
 * Runs awaitables concurrently and gives results and failures in order.
 *
 * @typeParam T What each gives.
 * @param aws Coroutine functions, futures or promises.
 * @param options `returnExceptions`: failures stand in the list instead of being thrown.
 * @returns A future of the list of results and errors.
 */
export function gather<T>(
  aws: Iterable<Awaitable<T>>,
  options: { returnExceptions: boolean },
): Future<(T | Error)[]>;
export function gather(
  aws: Iterable<Awaitable<unknown>>,
  options?: { returnExceptions?: boolean },
): Future<unknown[]> {
  if (typeof (aws as Partial<typeof aws>)?.[Symbol.iterator] !== "function") {
    throw new TypeError(
      "gather() takes a list: write gather([a, b]), not gather(a, b)",
    );
  }
  const children: Future<unknown>[] = [];
  const wrapped = new Map<object, Future<unknown>>();
  for (const aw of aws) {
    if (typeof aw === "function" || aw instanceof Future) {
      children.push(ensureFuture(aw));
    } else {
      const known = wrapped.get(aw) ?? ensureFuture(aw);
      wrapped.set(aw, known);
      children.push(known);
    }
  }
  if (children.length === 0) {
    const empty = new Future<unknown[]>({ loop: getRunningLoop() });
    empty.setResult([]);
    return empty;
  }
  const loop = children[0].getLoop();
  if (children.some((child) => child.getLoop() !== loop)) {
    throw new RangeError(
      "The future belongs to a different loop than the one specified as the loop argument",
    );
  }
  return new Gathering(loop, children, options?.returnExceptions ?? false);
}

/** Gathers futures of a loop that need not run, failures and all. */
export function gatherAll(
  loop: EventLoop,
  futures: Future<unknown>[],
): Future<unknown[]> {
  return new Gathering(loop, futures, true);
}
