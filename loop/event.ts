/**
 * Events: a flag that tasks wait for.
 *
 * @module
 */
import { QueuedWait, WaitQueue } from "./_waiters.ts";

class EventWait extends QueuedWait<true> {
  override _resume(): void {
    this._resolve(true);
  }
}

/**
 * A flag that tasks wait for.
 *
 * `set()` wakes everyone who waits at that moment, even if `clear()` follows at
 * once. Waiting for a set event does not yield to the loop.
 *
 * @example
 * ```ts
 * import { createTask, Event, run } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const ready = new Event();
 *   const waiter = createTask(async () => {
 *     await ready.wait();
 *     console.log("go");
 *   });
 *   ready.set();
 *   await waiter;
 * });
 * ```
 */
export class Event {
  #isSet = false;
  readonly #waiters = new WaitQueue("Event.wait()", this);

  /**
   * Tells whether the flag is set.
   *
   * @returns `true` if it is.
   */
  isSet(): boolean {
    return this.#isSet;
  }

  /** Sets the flag and wakes everyone who waits. */
  set(): void {
    if (this.#isSet) return;
    this.#isSet = true;
    this.#waiters.wakeAll();
  }

  /** Clears the flag. */
  clear(): void {
    this.#isSet = false;
  }

  /**
   * Waits until the flag is set.
   *
   * @returns `true`.
   * @throws {CancelledError} If the task is cancelled meanwhile.
   */
  wait(): Promise<true> {
    if (this.#isSet) return Promise.resolve(true);
    return new EventWait(this.#waiters)._enter();
  }
}
