/**
 * Barriers.
 *
 * @module
 */
import { BrokenBarrierError } from "./errors.ts";
import { Condition } from "./lock.ts";

/** `filling` → `draining` → `filling`; `resetting` → `filling`; `broken` until a reset. */
type BarrierState = "filling" | "draining" | "resetting" | "broken";

/**
 * Holds tasks until so many have come, then lets them all go on.
 *
 * It can be used again and again: who comes while the last round still leaves
 * waits for the next one.
 *
 * Invariant: `#count` tasks are inside; the state leaves `draining` and
 * `resetting` when the last of them has left.
 *
 * @example
 * ```ts
 * import { Barrier, gather, run, sleep } from "@asyncio/asyncio";
 *
 * const barrier = new Barrier(2);
 * async function racer(name: string, ms: number) {
 *   await sleep(ms);
 *   const index = await barrier.wait();
 *   console.log(name, "starts, arrived as number", index);
 * }
 * await run(() => gather([() => racer("a", 10), () => racer("b", 20)]));
 * ```
 */
export class Barrier {
  /** How many tasks it takes. */
  readonly parties: number;
  #state: BarrierState = "filling";
  #count = 0;
  readonly #condition = new Condition()._serve(this, "Barrier.wait()");

  /**
   * Makes a Barrier.
   *
   * @param parties How many tasks it takes.
   * @throws {RangeError} If there are fewer than 1.
   */
  constructor(parties: number) {
    if (!(parties >= 1)) throw new RangeError("parties must be > 0");
    this.parties = parties;
  }

  /** How many wait now. */
  get nWaiting(): number {
    return this.#state === "filling" ? this.#count : 0;
  }

  /** Whether it was aborted. */
  get broken(): boolean {
    return this.#state === "broken";
  }

  /**
   * Waits until so many tasks have come.
   *
   * @returns The place of arrival, from 0.
   * @throws {BrokenBarrierError} If the barrier is or gets broken or reset.
   * @throws {CancelledError} If the task is cancelled meanwhile; the others wait on.
   */
  async wait(): Promise<number> {
    const permit = await this.#condition.acquire();
    try {
      await this.#condition.waitFor(() =>
        this.#state !== "draining" && this.#state !== "resetting"
      );
      if (this.#state === "broken") {
        throw new BrokenBarrierError("Barrier aborted");
      }
      const index = this.#count++;
      try {
        if (this.#count === this.parties) {
          this.#state = "draining";
          this.#condition.notifyAll();
        } else await this.#waitForRelease();
        return index;
      } finally {
        this.#count--;
        this.#leave();
      }
    } finally {
      permit.release();
    }
  }

  /**
   * Makes it usable again. Those who wait get a BrokenBarrierError.
   *
   * @returns When that is done.
   */
  async reset(): Promise<void> {
    const permit = await this.#condition.acquire();
    try {
      this.#state = this.#count > 0 ? "resetting" : "filling";
      this.#condition.notifyAll();
    } finally {
      permit.release();
    }
  }

  /**
   * Breaks it: those who wait, and all who come, get a BrokenBarrierError.
   *
   * @returns When that is done.
   */
  async abort(): Promise<void> {
    const permit = await this.#condition.acquire();
    try {
      this.#state = "broken";
      this.#condition.notifyAll();
    } finally {
      permit.release();
    }
  }

  async #waitForRelease(): Promise<void> {
    await this.#condition.waitFor(() => this.#state !== "filling");
    if (this.broken || this.#state === "resetting") {
      throw new BrokenBarrierError("Abort or reset of barrier");
    }
  }

  #leave(): void {
    if (this.#count > 0) return;
    if (this.#state === "resetting" || this.#state === "draining") {
      this.#state = "filling";
    }
    this.#condition.notifyAll();
  }
}
