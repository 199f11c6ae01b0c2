/**
 * Futures: results that are not there yet.
 *
 * @module
 */
import type { Context } from "./context.ts";
import type { EventLoop } from "./event_loop.ts";
import type { Task } from "./task.ts";
import { inheritedContext } from "./context.ts";
import { currentFrame, getEventLoop } from "./current.ts";
import {
  cancellation,
  CancelledError,
  InvalidStateError,
  isA,
  RuntimeError,
} from "./errors.ts";
import { FutureWait, type Reaction } from "./_future_wait.ts";
import { Handle, type Runnable } from "./handle.ts";
import { noticeAwait } from "./_listener.ts";
import { setPlace } from "./_places.ts";
import { Unretrieved } from "./_unretrieved.ts";
import { Wait } from "./_wait.ts";

type FutureState = "pending" | "cancelled" | "failed" | "finished";
type AnyFuture = Future<unknown>;

/**
 * A result that somebody sets later. Prefer tasks and the module's queues and
 * events; a future is what they are made of.
 *
 * `await`ing it makes the current task wait: cancelling the task cancels the
 * future. `.then(listener)`, `.catch()` and `.finally()` only listen.
 *
 * @typeParam T The type of the result.
 *
 * @example
 * ```ts
 * import { getRunningLoop, run } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const loop = getRunningLoop();
 *   const future = loop.createFuture<string>();
 *   loop.callLater(10, () => future.setResult("hello"));
 *   console.log(await future);
 * });
 * ```
 */
export class Future<T> implements Promise<T> {
  /** @ignore */
  readonly _loop: EventLoop;
  #state: FutureState = "pending";
  /** The result, the exception or the CancelledError. */
  #outcome: unknown;
  // Most futures have one; a list is made for the second.
  #callbacks: Runnable | Runnable[] | null = null;

  /**
   * Makes a Future.
   *
   * @param options `loop`: the loop whose future it is. Default: the one of `getEventLoop()`.
   */
  constructor(options?: { loop?: EventLoop }) {
    this._loop = options?.loop ?? getEventLoop();
    if (this._loop._debug) setPlace(this, this._loop._callSite());
  }

  /**
   * Tells whether it has a result, an exception, or was cancelled.
   *
   * @returns `true` once it is settled.
   */
  done(): boolean {
    return this.#state !== "pending";
  }

  /**
   * Tells whether it was cancelled.
   *
   * @returns `true` once it is cancelled.
   */
  cancelled(): boolean {
    return this.#state === "cancelled";
  }

  /**
   * The result.
   *
   * @returns The result.
   * @throws {InvalidStateError} While pending.
   * @throws {CancelledError} When cancelled.
   * @throws {unknown} The exception, when it has one.
   */
  result(): T {
    switch (this.#state) {
      case "finished":
        return this.#outcome as T;
      case "pending":
        throw new InvalidStateError("Result is not set.");
    }
    throw this._reason();
  }

  /**
   * The exception.
   *
   * @returns The exception; `null` when there is a result instead.
   * @throws {InvalidStateError} While pending.
   * @throws {CancelledError} When cancelled.
   */
  exception(): unknown | null {
    switch (this.#state) {
      case "finished":
        return null;
      case "pending":
        throw new InvalidStateError("Exception is not set.");
      case "cancelled":
        throw this._reason();
      case "failed":
        return this._reason();
    }
  }

  /**
   * Sets the result. Those who wait are woken in the loop's next iteration.
   *
   * @param result The result.
   * @throws {InvalidStateError} When done already.
   */
  setResult(result: T): void {
    this.#expectPending();
    this.#outcome = result;
    this._settle("finished");
  }

  /**
   * Sets an exception. Those who wait are woken in the loop's next iteration.
   *
   * @param exception The exception, or an error class, which is instantiated.
   * @throws {InvalidStateError} When done already.
   */
  setException(exception: unknown): void {
    this.#expectPending();
    this._fail(isErrorClass(exception) ? new exception() : exception);
  }

  /**
   * Cancels it.
   *
   * @param message The message of the CancelledError.
   * @returns `false` when it was done already.
   */
  cancel(message?: string): boolean {
    if (this.#state !== "pending") return false;
    this._setCancelled(cancellation(message));
    return true;
  }

  /**
   * Calls back when done, by `callSoon()`, in order of registration.
   *
   * @param callback Called with the future.
   * @param options `context`: the context it runs in. Default: a copy of the current one.
   */
  addDoneCallback(
    callback: (future: this) => void,
    options?: { context?: Context },
  ): void {
    const context = options?.context ?? inheritedContext();
    const handle = new Handle(this._loop, callback, [this], context);
    this._onDone(handle);
  }

  /**
   * Takes a callback out again, however often it was added.
   *
   * @param callback What `addDoneCallback()` was given.
   * @returns How many were taken out.
   */
  removeDoneCallback(callback: (future: this) => void): number {
    const before = this.#entries();
    const after = before.filter((entry) =>
      !(entry instanceof Handle && entry._callback === callback)
    );
    this.#callbacks = after;
    return before.length - after.length;
  }

  /**
   * The loop whose future it is.
   *
   * @returns The loop.
   */
  getLoop(): EventLoop {
    return this._loop;
  }

  /**
   * Waits (`await` calls this with two functions) or listens (with one).
   *
   * @typeParam A What the first function gives.
   * @typeParam B What the second function gives.
   * @param onfulfilled Called with the result.
   * @param onrejected Called with the exception.
   * @returns A promise of what the called function gives.
   */
  then<A = T, B = never>(
    onfulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const isWait = typeof onfulfilled === "function" &&
      typeof onrejected === "function";
    if (this.#state === "pending") {
      return this.#await<A | B>(isWait, onfulfilled, onrejected);
    }
    if (this.#state === "finished") {
      return Promise.resolve(this.#outcome as T).then(onfulfilled, onrejected);
    }
    return Promise.reject(this._reason()).then(onfulfilled, onrejected);
  }

  /**
   * Listens for a failure.
   *
   * @typeParam B What the function gives.
   * @param onrejected Called with the exception.
   * @returns A promise of the result, or of what the function gives.
   */
  catch<B = never>(
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<T | B> {
    return this.then(undefined, onrejected);
  }

  /**
   * Listens for the end.
   *
   * @param onfinally Called when done.
   * @returns A promise of the result.
   */
  finally(onfinally?: (() => void) | null): Promise<T> {
    return this.then().finally(onfinally);
  }

  /** The class name. */
  get [Symbol.toStringTag](): string {
    return "Future";
  }

  /** @ignore As reports name it to those who wait for it */
  _what(): string {
    return this._describe();
  }

  /** @ignore As reports and errors print it */
  _describe(): string {
    return `<${this[Symbol.toStringTag]} ${this.#state}>`;
  }

  /** @ignore */
  [Symbol.for("Deno.customInspect")](): string {
    return this._describe();
  }

  /** @ignore */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this._describe();
  }

  /** @ignore The tasks and futures that its end goes to */
  _awaiters(): AnyFuture[] {
    return this.#entries().flatMap((entry) =>
      entry._task ?? entry._future ?? []
    );
  }

  /** @ignore */
  _fail(exception: unknown): void {
    this.#outcome = exception;
    new Unretrieved(this as AnyFuture, exception);
    this._settle("failed");
  }

  /** @ignore */
  _setCancelled(error: CancelledError): void {
    this.#outcome = error;
    this._settle("cancelled");
  }

  /** @ignore Whether it has a result */
  _hasResult(): boolean {
    return this.#state === "finished";
  }

  /** @ignore Why a done future has no result; an exception counts as seen then */
  _reason(): unknown {
    this._markRetrieved();
    const reason = this.#outcome;
    if (this.#state === "cancelled" && this._tellsOnce) {
      this.#outcome = cancellation(undefined);
    }
    return reason;
  }

  /** @ignore Whether only the first who asks is told the message of its cancellation */
  get _tellsOnce(): boolean {
    return false;
  }

  /** @ignore Whether it has an exception, which counts as seen then */
  _hasFailed(): boolean {
    if (this.#state !== "failed") return false;
    this._markRetrieved();
    return true;
  }

  /** @ignore Says that somebody has seen the exception, or will */
  _markRetrieved(): void {
    if (this.#state === "failed") Unretrieved.drop(this as AnyFuture);
  }

  /** @ignore Settles as a promise settles, unless it is settled before */
  _follow(promise: PromiseLike<T>): void {
    promise.then(
      (value) => {
        if (!this.done()) this.setResult(value);
      },
      (error) => {
        if (this.done()) return;
        if (isA(error, CancelledError)) this._setCancelled(error);
        else this._fail(error);
      },
    );
  }

  /** @ignore */
  _settle(state: FutureState): void {
    this.#state = state;
    const callbacks = this.#callbacks;
    if (callbacks === null) return;
    this.#callbacks = null;
    if (!Array.isArray(callbacks)) this.#notify(callbacks);
    else for (const entry of callbacks) this.#notify(entry);
  }

  #notify(entry: Runnable): void {
    if (entry instanceof Wait) entry._wake();
    else this._loop._push(entry);
  }

  /** @ignore Puts an entry in the ready queue when done */
  _onDone(entry: Runnable): void {
    if (this.#state !== "pending") {
      this._loop._checkClosed();
      this._loop._push(entry);
    } else if (this.#callbacks === null) this.#callbacks = entry;
    else if (Array.isArray(this.#callbacks)) this.#callbacks.push(entry);
    else this.#callbacks = [this.#callbacks, entry];
  }

  /** @ignore The entry that was added last */
  _lastDone(): Runnable | null | undefined {
    const callbacks = this.#callbacks;
    return Array.isArray(callbacks) ? callbacks.at(-1) : callbacks;
  }

  /** @ignore */
  _offDone(entry: Runnable): void {
    this.#callbacks = this.#entries().filter((each) => each !== entry);
  }

  #entries(): Runnable[] {
    const callbacks = this.#callbacks;
    if (callbacks === null) return [];
    return Array.isArray(callbacks) ? callbacks : [callbacks];
  }

  #await<R>(
    isWait: boolean,
    onfulfilled?: Reaction<T> | null,
    onrejected?: Reaction<unknown> | null,
  ): Promise<R> {
    const frame = isWait ? currentFrame() : null;
    const task = frame !== null && frame._loop?.isRunning()
      ? frame._task
      : null;
    if (task !== null) {
      const problem = this.#problem(task);
      if (problem !== null) {
        return Promise.reject(new RuntimeError(problem))
          .then(null, onrejected) as Promise<R>;
      }
    }
    if (!isWait) return this.#listen(onfulfilled, onrejected);
    const wait = new FutureWait<T>(this, task, onfulfilled, onrejected);
    this._onDone(wait);
    wait._park();
    return wait as Promise<unknown> as Promise<R>;
  }

  // By a promise of its own: the listener keeps the async context it came from.
  #listen<R>(
    onfulfilled?: Reaction<T> | null,
    onrejected?: Reaction<unknown> | null,
  ): Promise<R> {
    const wait = new FutureWait<T>(this, null);
    this._onDone(wait);
    wait._park();
    const promise = wait.then(onfulfilled as Reaction<unknown>, onrejected);
    return noticeAwait(promise as Promise<R>, this as AnyFuture);
  }

  #problem(task: Task<unknown>): string | null {
    if ((task as AnyFuture) === this) {
      return `Task cannot await on itself: ${this._describe()}`;
    }
    if (task._loop === this._loop) return null;
    return `Task ${task._describe()} got Future ${this._describe()} attached to a different loop`;
  }

  #expectPending(): void {
    if (this.#state !== "pending") {
      throw new InvalidStateError("invalid state", {
        cause: `${this._describe()} is done already: ask done() first`,
      });
    }
  }
}

/** A future of a verb's own, which reports call by the verb: `taskGroup()`. */
export class VerbFuture<T> extends Future<T> {
  readonly #verb: string;

  constructor(loop: EventLoop, verb: string) {
    super({ loop });
    this.#verb = verb;
  }

  override _what(): string {
    return this.#verb;
  }
}

/** A call at the end of a future, for the sake of another: reports follow it. */
export class FutureDone<T> implements Runnable {
  readonly _task = null;
  readonly #ended: Future<T>;
  readonly #callback: (ended: Future<T>) => void;

  constructor(
    ended: Future<T>,
    callback: (ended: Future<T>) => void,
    readonly _future: Future<unknown>,
  ) {
    this.#ended = ended;
    this.#callback = callback;
    ended._onDone(this);
  }

  _run(): boolean {
    this.#callback(this.#ended);
    return false;
  }

  remove(): void {
    this.#ended._offDone(this);
  }
}

/**
 * Follows a promise: the host's, or that of an async function which a task has
 * begun and whose waits are then the task's as well: `gather([work(1), work(2)])`.
 * Cancelling it only ends the wait.
 */
export class HostFuture<T> extends Future<T> {
  readonly #task: Task<unknown> | null;
  readonly #isAwaited: boolean;

  /**
   * @param task The task that has brought the promise.
   * @param isAwaited That it awaits the promise itself.
   */
  constructor(
    loop: EventLoop,
    promise: PromiseLike<T>,
    task: Task<unknown> | null = null,
    isAwaited = false,
  ) {
    super({ loop });
    this.#task = task;
    this.#isAwaited = isAwaited;
    loop._hosts.add(this);
    const back = () => loop._hosts.delete(this);
    // A thenable is asked once, and may answer twice or throw after its answer.
    const settled = Promise.resolve(promise);
    settled.then(back, back);
    this._follow(settled);
  }

  /** Whether the promise may wait on the loop itself: its task stands at more than one wait. */
  _isOnLoop(): boolean {
    const task = this.#task;
    return task !== null && (task.done() || [...task._waits()].length > 1);
  }

  // The task's cancellation reaches an async function itself: its end is awaited.
  override cancel(message?: string): boolean {
    return !(this.#isAwaited && this._isOnLoop()) && super.cancel(message);
  }
}

function isErrorClass(value: unknown): value is new () => Error {
  return typeof value === "function" &&
    (value === Error || value.prototype instanceof Error);
}

/**
 * Tells whether a value is a future; tasks are.
 *
 * @param value Anything.
 * @returns `true` for a `Future` or `Task`.
 *
 * @example
 * ```ts
 * import { isFuture, sleep } from "@asyncio/asyncio";
 * import { assertFalse } from "@std/assert";
 *
 * assertFalse(isFuture(Promise.resolve()));
 * ```
 */
export function isFuture(value: unknown): value is Future<unknown> {
  return value instanceof Future;
}
