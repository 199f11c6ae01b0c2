/**
 * Locks and conditions.
 *
 * @module
 */
import { CancelledError, isA, RuntimeError } from "./errors.ts";
import { currentFrame } from "./current.ts";
import type { Task } from "./task.ts";
import { holdings } from "./_held.ts";
import { placeOf } from "./_places.ts";
import { QueuedWait, WaitQueue } from "./_waiters.ts";

/**
 * What `acquire()` gives: the right to be inside. `using permit = await
 * lock.acquire()` releases it at the end of the block; a permit releases at
 * most once.
 */
export interface Permit extends Disposable {
  /**
   * Gives the permit back. Doing so again does nothing.
   *
   * @throws {RuntimeError} If the acquisition was released by the lock's own `release()`.
   */
  release(): void;
}

class LockPermit implements Permit {
  /** Whose it is, for reports; `null` outside of tasks. */
  readonly task: Task<unknown> | null;
  readonly #lock: Lock;
  #isReleased = false;

  constructor(lock: Lock, task: Task<unknown> | null) {
    this.#lock = lock;
    this.task = task;
  }

  release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#lock._release(this);
  }

  [Symbol.dispose](): void {
    this.release();
  }
}

class LockWait extends QueuedWait<Permit> {
  readonly #lock: Lock;

  constructor(lock: Lock, queue: WaitQueue) {
    super(queue);
    this.#lock = lock;
  }

  override _resume(): void {
    this._resolve(this.#lock._take(this._task, placeOf(this)));
  }

  // Keeps its place until it runs: a release() before that wakes nobody behind it.
  override _leave(): void {
    this.#lock._leaving++;
  }

  override _cancelled(error: unknown): void {
    if (this._state === "cancelled") {
      this.#lock._leaving--;
      super._leave();
    }
    this.#lock._passOn();
    this._reject(error);
  }
}

/**
 * Lets one task in at a time, first come, first served.
 *
 * A free lock is taken without yielding to the loop, unless somebody waits
 * already: `release()` wakes the first waiter, who cannot be overtaken.
 *
 * Invariant: at most one permit is out; it is the one that `release()` ends.
 *
 * @example
 * ```ts
 * import { gather, Lock, run, sleep } from "@asyncio/asyncio";
 *
 * const lock = new Lock();
 * async function work(name: string) {
 *   using _permit = await lock.acquire();
 *   console.log(name, "is alone");
 *   await sleep(10);
 * }
 * await run(() => gather([() => work("a"), () => work("b")]));
 * ```
 */
export class Lock {
  #holder: LockPermit | null = null;
  readonly #waiters = new WaitQueue("Lock.acquire()", this);
  /** @ignore Cancelled waiters that have not run yet */
  _leaving = 0;

  /**
   * Tells whether somebody is inside.
   *
   * @returns `true` if so.
   */
  locked(): boolean {
    return this.#holder !== null;
  }

  /**
   * Waits until the lock is free and takes it.
   *
   * @returns A permit, for `using`.
   * @throws {CancelledError} If the task is cancelled meanwhile.
   * @throws {RuntimeError} If the lock has waiters of another loop.
   */
  acquire(): Promise<Permit> {
    const { size, woken } = this.#waiters;
    if (this.#holder === null && woken === 0 && size === this._leaving) {
      return Promise.resolve(this._take(currentFrame()?._task ?? null));
    }
    return new LockWait(this, this.#waiters)._enter();
  }

  /**
   * Frees the lock and wakes the first waiter.
   *
   * @throws {RuntimeError} "Lock is not acquired."
   */
  release(): void {
    if (this.#holder === null) throw new RuntimeError("Lock is not acquired.");
    holdings?.released(this);
    this.#holder = null;
    this._passOn();
  }

  /** @ignore */
  _take(task: Task<unknown> | null, place: string | null = null): Permit {
    holdings?.taken(this, "a Lock is held", place);
    return this.#holder = new LockPermit(this, task);
  }

  /** @ignore The task that holds it, where that is known */
  _holderTask(): Task<unknown> | null {
    return this.#holder?.task ?? null;
  }

  /** @ignore Makes an earlier permit the valid one: for conditions, which let go and come back */
  _hold(permit: LockPermit): void {
    this.#holder = permit;
  }

  /** @ignore */
  _holder(): LockPermit | null {
    return this.#holder;
  }

  /** @ignore */
  _release(permit: Permit): void {
    if (this.#holder !== permit) {
      throw new RuntimeError("Lock is not acquired.");
    }
    this.release();
  }

  /** @ignore Wakes the first waiter of a free lock, unless one is on its way */
  _passOn(): void {
    if (this.#holder !== null || this.#waiters.woken > 0) return;
    if (this.#waiters.first?._state === "waiting") this.#waiters.wakeNext();
  }
}

class ConditionWait extends QueuedWait<true> {
  override _resume(): void {
    this._resolve(true);
  }
}

/**
 * A lock whose holder can wait for a change that another holder announces.
 *
 * `wait()` lets go of the lock, waits for a notification, and takes the lock
 * again, even when it is cancelled.
 *
 * Invariant: whoever leaves `wait()`, with an error or without, holds the lock;
 * a notification that a cancelled waiter cannot use goes to the next.
 *
 * @example
 * ```ts
 * import { Condition, createTask, run } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const condition = new Condition();
 *   const items: string[] = [];
 *   const consumer = createTask(async () => {
 *     using _permit = await condition.acquire();
 *     await condition.waitFor(() => items.length > 0);
 *     console.log("got", items.pop());
 *   });
 *   const producer = createTask(async () => {
 *     using _permit = await condition.acquire();
 *     items.push("item");
 *     condition.notify();
 *   });
 *   await producer;
 *   await consumer;
 * });
 * ```
 */
export class Condition {
  readonly #lock: Lock;
  #waiters = new WaitQueue("Condition.wait()", this);

  /**
   * Makes a Condition.
   *
   * @param lock The lock to use; several conditions may share one. Default: a new one.
   */
  constructor(lock: Lock = new Lock()) {
    this.#lock = lock;
  }

  /**
   * Tells whether somebody holds the lock.
   *
   * @returns `true` if so.
   */
  locked(): boolean {
    return this.#lock.locked();
  }

  /**
   * Waits until the lock is free and takes it.
   *
   * @returns A permit, for `using`.
   * @throws {CancelledError} If the task is cancelled meanwhile.
   */
  acquire(): Promise<Permit> {
    return this.#lock.acquire();
  }

  /**
   * Frees the lock.
   *
   * @throws {RuntimeError} "Lock is not acquired."
   */
  release(): void {
    this.#lock.release();
  }

  /**
   * Lets go of the lock, waits for a notification, and takes the lock again.
   *
   * @returns `true`.
   * @throws {RuntimeError} If the lock is not held.
   * @throws {CancelledError} If the task is cancelled meanwhile; the lock is held then too.
   */
  async wait(): Promise<true> {
    const permit = this.#lock._holder();
    if (permit === null) {
      throw new RuntimeError("cannot wait on un-acquired lock");
    }
    const wait = new ConditionWait(this.#waiters);
    this.#lock.release();
    let error: unknown = null;
    try {
      await wait._enter();
    } catch (reason) {
      error = reason;
    }
    for (;;) {
      try {
        await this.#lock.acquire();
        break;
      } catch (reason) {
        if (!isA(reason, CancelledError)) throw reason;
        error = reason;
      }
    }
    this.#lock._hold(permit);
    if (error === null) return true;
    // It may have been notified: somebody else shall have it.
    this.#waiters.wakeNext();
    throw error;
  }

  /**
   * Waits until a predicate holds.
   *
   * @typeParam T What the predicate gives.
   * @param predicate Asked now and after each notification, with the lock held.
   * @returns Its last, truthy, value.
   * @throws {RuntimeError} If the lock is not held.
   * @throws {CancelledError} If the task is cancelled meanwhile; the lock is held then too.
   */
  async waitFor<T>(predicate: () => T): Promise<T> {
    let result = predicate();
    while (!result) {
      await this.wait();
      result = predicate();
    }
    return result;
  }

  /**
   * Wakes some of those who wait. They go on when the lock is free.
   *
   * @param n How many.
   * @throws {RuntimeError} If the lock is not held.
   */
  notify(n = 1): void {
    if (!this.locked()) {
      throw new RuntimeError("cannot notify on un-acquired lock");
    }
    while (n-- > 0 && this.#waiters.wakeNext());
  }

  /**
   * Wakes all who wait. They go on when the lock is free.
   *
   * @throws {RuntimeError} If the lock is not held.
   */
  notifyAll(): void {
    this.notify(this.#waiters.size);
  }

  /** @ignore Says what reports name instead: what is made of the condition */
  _serve(owner: object, what: string): this {
    this.#waiters = new WaitQueue(what, owner);
    return this;
  }
}
