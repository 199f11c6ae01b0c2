/**
 * The loop of virtual time: its clock jumps to the next timer when nothing is ready.
 *
 * @module
 */
import { EventLoop } from "./event_loop.ts";
import type { Runnable } from "./handle.ts";
import { describeTask } from "./_blockers.ts";
import { isStalled, reportDeadlock } from "./_deadlock.ts";
import { locateWaits } from "./_locate.ts";
import { printReport } from "./_report.ts";

/** How a virtual loop is made. */
export interface VirtualLoopOptions {
  /**
   * What `time()` says at first, in milliseconds.
   *
   * @default {0}
   */
  start?: number;
  /**
   * Shuffles entries that are ready in the same iteration, reproducibly.
   *
   * @default {in order}
   */
  seed?: number;
}

// How often a loop that waits for the host looks whether it is back, in ms; and
// after how many looks a person is told what the clock waits for.
const LOOK_EVERY = 1;
const TELL_AFTER = 5000;

/** @internal */
export class VirtualLoop extends EventLoop {
  #time: number;
  readonly #random: (() => number) | null;
  #looks = 0;

  constructor(options: VirtualLoopOptions = {}) {
    super();
    const { start = 0, seed } = options;
    if (typeof start !== "number" || Number.isNaN(start)) {
      throw new RangeError(
        `Cannot start a virtual loop at ${
          String(start)
        }: expected milliseconds`,
      );
    }
    this.#time = start;
    this.#random = seed === undefined ? null : randomFrom(seed);
  }

  override time(): number {
    return this.#time;
  }

  /** Sets the clock. */
  _jump(time: number): void {
    this.#time = time;
  }

  override _choose(batch: readonly Runnable[], index: number): number {
    if (this.#random === null) return index;
    return index + Math.floor(this.#random() * (batch.length - index));
  }

  /** Jumps to the next timer, unless the host or a microtask owes something. */
  override _idle(next: number, hasUnwound: boolean): boolean {
    if (!hasUnwound) {
      this._turnSoon();
      return false;
    }
    if (this.#hostIsBusy() || (next === Infinity && this._hosts.size > 0)) {
      this._arm(LOOK_EVERY);
      if (++this.#looks === TELL_AFTER) this.#tell();
      return false;
    }
    this.#looks = 0;
    if (next !== Infinity) {
      this._jump(next);
      return true;
    }
    if (isStalled(this)) reportDeadlock(this);
    return false;
  }

  #hostIsBusy(): boolean {
    if (this._externals > 0) return true;
    for (const future of this._hosts) {
      if (!future._isOnLoop()) return true;
    }
    for (const task of this._tasks) {
      if (!task._isParked()) return true;
    }
    return false;
  }

  #tell(): void {
    locateWaits(this._tasks, () => {
      printReport({
        message: "the virtual clock stands still: a task awaits the host",
        tasks: [...this._tasks].map(describeTask),
      });
    });
  }
}

/** A generator of numbers in [0, 1) that a seed fixes (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
