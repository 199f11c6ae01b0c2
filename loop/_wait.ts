/**
 * A wait: one place where a task stands until the loop wakes it.
 *
 * Every wait of the module is one of these. It hands `await` a native promise,
 * which costs a third of a thenable, and stands in the ready queue itself, so
 * waking a task allocates nothing. Whatever a wait is given (a lock, an item, a
 * wake-up) is taken in `_resume()`, when its task runs; a cancellation that
 * comes first goes to `_cancelled()`, which passes it on. Between the two no
 * other code runs: nothing can be lost.
 */
import type { EventLoop } from "./event_loop.ts";
import type { Task } from "./task.ts";
import { noteDelivered, noteWaiting, watchAwaited } from "./_debug.ts";
import { cancellation } from "./errors.ts";
import { setStepping } from "./current.ts";
import type { Runnable } from "./handle.ts";
import { askPlace } from "./_locate.ts";

/** `waiting` → `woken` or `cancelled` (stands in the ready queue) → `settled`. */
export type WaitState = "waiting" | "woken" | "cancelled" | "settled";

let latestResolve: (value: unknown) => void;
let latestReject: (reason: unknown) => void;
// One executor for all: a closure for each wait would cost more than the wait.
function executor(
  resolve: (value: unknown) => void,
  reject: (reason: unknown) => void,
): void {
  latestResolve = resolve;
  latestReject = reject;
}

/** Nothing, for promises whose rejection is somebody else's business. */
export function ignore(): void {}

export abstract class Wait implements Runnable {
  readonly _loop: EventLoop;
  /** Whose wait it is; `null` outside of tasks and once its task has ended. */
  _task: Task<unknown> | null;
  _state: WaitState = "waiting";
  /** What a cancelled wait is told. */
  #error: unknown = null;

  constructor(loop: EventLoop, task: Task<unknown> | null) {
    this._loop = loop;
    this._task = task;
  }

  /** Whether it is the host that ends it: a task with no other wait is away. */
  get _isOutside(): boolean {
    return false;
  }

  /** What the task waits for, as reports print it: `Lock.acquire()`. */
  abstract _what(): string;

  /** The lock, queue or future where it stands, for reports. */
  get _target(): object | null {
    return null;
  }

  /** The future that cancelling the wait cancels, and does nothing else. */
  get _awaited(): object | null {
    return null;
  }

  /** Takes what was waited for and settles the wait, or waits on. */
  abstract _resume(): void;

  /** Leaves the place where the wait stands. Called once, when a waiting one is cancelled. */
  _leave(): void {}

  /** Gives back what a woken wait was promised, and settles the wait. */
  abstract _cancelled(error: unknown): void;

  /** Settles it with an error. */
  abstract _reject(reason: unknown): void;

  /** Finds its place, a microtask later; the loop must not take a step before. */
  abstract _locate(): void;

  /** What `await` was given, if that is how the wait began. */
  abstract get _promise(): PromiseLike<unknown>;

  /** Makes it a wait of its task; a cancellation that the task still owes arrives here. */
  _park(): void {
    this._state = "waiting";
    const task = this._task;
    if (task === null || task.done()) this._drift();
    else {
      task._addWait(this);
      if (task._mustCancel && this._cancel(task._cancelMessage)) {
        task._mustCancel = false;
      }
    }
    if (this._loop._debug) noteWaiting(this);
  }

  /** Goes on without a task. The loop settles what is still adrift when it closes. */
  _drift(): void {
    this._task = null;
    this._loop._adrift.add(this);
  }

  /** Wakes it: it runs in the next iteration. */
  _wake(): void {
    if (this._state !== "waiting") return;
    this._state = "woken";
    this._loop._push(this);
  }

  /**
   * Cancels it.
   *
   * @returns `true` if the cancellation arrives through this wait.
   */
  _cancel(message: string | undefined): boolean {
    return this._fail(cancellation(message));
  }

  /** Ends the wait with an error. */
  _fail(error: unknown): boolean {
    if (this._state !== "waiting") return false;
    this._state = "cancelled";
    this.#error = error;
    this._leave();
    this._loop._push(this);
    return true;
  }

  _run(): boolean {
    const task = this._task;
    let error = this.#error;
    if (task !== null) {
      task._removeWait(this);
      setStepping(task);
      if (task._mustCancel) {
        error ??= cancellation(task._cancelMessage);
        task._mustCancel = false;
      }
    } else this._loop._adrift.delete(this);
    try {
      if (error === null) this._resume();
      else this._cancelled(error);
    } catch (reason) {
      // A function of the user's has thrown, as the compare of a PriorityQueue.
      if (this._state === "settled") throw reason;
      this._reject(reason);
    }
    return true;
  }
}

/** A wait that hands out a native promise. */
export abstract class PromisedWait<T> extends Wait {
  readonly _promise: Promise<T>;
  #resolve: (value: unknown) => unknown;
  #reject: (reason: unknown) => unknown;

  constructor(loop: EventLoop, task: Task<unknown> | null) {
    super(loop, task);
    this._promise = new Promise(executor) as Promise<T>;
    this.#resolve = latestResolve;
    this.#reject = latestReject;
  }

  /** Parks, and gives what is to be awaited. */
  _begin(): Promise<T> {
    this._park();
    if (this._loop._debug) watchAwaited(this);
    return this._promise;
  }

  override _locate(): void {
    askPlace(this, this.#resolve, (resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  _cancelled(error: unknown): void {
    this._reject(error);
  }

  _resolve(value: T): void {
    this._state = "settled";
    this.#resolve(value);
  }

  _reject(reason: unknown): void {
    // Of several waits begun together the task sees the first rejection only.
    nativeThen.call(this._promise, undefined, ignore);
    this._state = "settled";
    if (this._loop._debug) noteDelivered(this, reason);
    this.#reject(reason);
  }
}

const { then: nativeThen } = Promise.prototype;
