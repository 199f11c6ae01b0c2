/**
 * Semaphores.
 *
 * @module
 */
import { holdings } from "./_held.ts";
import type { Permit } from "./lock.ts";
import { placeOf } from "./_places.ts";
import { QueuedWait, WaitQueue } from "./_waiters.ts";

class SemaphorePermit implements Permit {
  readonly #semaphore: Semaphore;
  #isReleased = false;

  constructor(semaphore: Semaphore) {
    this.#semaphore = semaphore;
  }

  release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#semaphore.release();
  }

  [Symbol.dispose](): void {
    this.release();
  }
}

class SemaphoreWait extends QueuedWait<Permit> {
  readonly #semaphore: Semaphore;

  constructor(semaphore: Semaphore, queue: WaitQueue) {
    super(queue);
    this.#semaphore = semaphore;
  }

  // It was counted for this wait already, when the wait was woken.
  override _resume(): void {
    this.#semaphore._handOut(0);
    this._resolve(this.#semaphore._permit(placeOf(this)));
  }

  override _cancelled(error: unknown): void {
    this.#semaphore._handOut(this._wasWoken() ? 1 : 0);
    this._reject(error);
  }
}

/**
 * Lets so many tasks in at a time, first come, first served.
 *
 * Invariant: free permits + permits out + permits on their way to a woken
 * waiter = the initial value + surplus releases. A cancelled waiter returns the
 * permit that was on its way.
 *
 * @example At most two at a time
 * ```ts
 * import { gather, run, Semaphore, sleep } from "@asyncio/asyncio";
 *
 * const semaphore = new Semaphore(2);
 * async function fetchPage(n: number) {
 *   using _permit = await semaphore.acquire();
 *   await sleep(10);
 *   return n;
 * }
 * console.log(await run(() => gather([1, 2, 3].map((n) => () => fetchPage(n)))));
 * ```
 */
export class Semaphore {
  /** @ignore */
  _value: number;
  /** @ignore */
  readonly _initial: number;
  readonly #waiters: WaitQueue;

  /**
   * Makes a Semaphore.
   *
   * @param value How many permits there are.
   * @throws {RangeError} If it is negative or not a whole number.
   */
  constructor(value = 1) {
    if (!(value >= 0)) {
      throw new RangeError("Semaphore initial value must be >= 0");
    }
    if (!Number.isInteger(value) && value !== Infinity) {
      throw new RangeError(
        `Semaphore initial value must be a whole number, got ${value}`,
      );
    }
    this._value = value;
    this._initial = value;
    this.#waiters = new WaitQueue(`${this._kind()}.acquire()`, this);
  }

  /**
   * Tells whether `acquire()` would have to wait.
   *
   * @returns `true` without a free permit, or while others wait.
   */
  locked(): boolean {
    return this._value === 0 || this.#waiters.isBusy;
  }

  /**
   * Waits for a permit and takes it.
   *
   * @returns The permit, for `using`.
   * @throws {CancelledError} If the task is cancelled meanwhile.
   */
  acquire(): Promise<Permit> {
    if (!this.locked()) {
      this._value--;
      return Promise.resolve(this._permit(null));
    }
    return new SemaphoreWait(this, this.#waiters)._enter();
  }

  /** Gives a permit back, or adds one; the first waiter gets it. */
  release(): void {
    holdings?.released(this);
    this._value++;
    if (this.#waiters.wakeNext()) this._value--;
  }

  /** @ignore One permit is out; `place`: where the wait for it began */
  _permit(place: string | null): Permit {
    // What a signal's `release()` has added is used up, not borrowed.
    if (holdings !== null && this._value < this._initial) {
      holdings.taken(this, `a permit of a ${this._kind()} is out`, place);
    }
    return new SemaphorePermit(this);
  }

  /** @ignore What reports call it; a minifier would change the class's own name */
  _kind(): string {
    return "Semaphore";
  }

  /** @ignore Gives permits back and hands out what is free */
  _handOut(back: number): void {
    this._value += back;
    while (this._value > 0 && this.#waiters.wakeNext()) this._value--;
  }
}

/**
 * A semaphore that refuses more releases than acquisitions.
 *
 * @example
 * ```ts
 * import { BoundedSemaphore } from "@asyncio/asyncio";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => new BoundedSemaphore(1).release(), RangeError);
 * ```
 */
export class BoundedSemaphore extends Semaphore {
  /**
   * Gives a permit back; the first waiter gets it.
   *
   * @throws {RangeError} If all permits are back already.
   */
  override release(): void {
    if (this._value >= this._initial) {
      throw new RangeError("BoundedSemaphore released too many times");
    }
    super.release();
  }

  /** @ignore */
  override _kind(): string {
    return "BoundedSemaphore";
  }
}
