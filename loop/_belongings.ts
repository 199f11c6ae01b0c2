/**
 * What a loop has of the host's: connections, servers, child processes.
 *
 * - They can wake the loop, so while there are some it is not stalled.
 * - `run()` lets go of them at its end, as it closes async generators.
 * - A virtual clock stands still while bytes may be under way, though not for
 *   ever: a peer that stays silent must not keep a timeout from running out.
 */
import type { EventLoop } from "./event_loop.ts";
import { Scheduler } from "./scheduler.ts";
import { startTimer, stopTimer } from "./_host.ts";

/** Something of the host's that a loop uses. */
export interface Belonging {
  /** Looks (of 5 ms) without any sign of life before a virtual clock moves on. */
  readonly _patience: number;
  /** Lets go of it at once: nobody uses it any more. */
  _abandon(): void | Promise<void>;
}

const all = new WeakMap<EventLoop, Belongings>();
const LOOK_EVERY = 5;

export class Belongings {
  readonly #loop: EventLoop;
  readonly #items = new Set<Belonging>();
  readonly #hasVirtualTime: boolean;
  #keeper: AsyncGenerator<void> | null = null;
  /** Armed while it keeps a virtual clock from moving. */
  #timer: number | null = null;
  /** How often it looked since the last sign of life. */
  #quiet = 0;

  private constructor(loop: EventLoop) {
    this.#loop = loop;
    this.#hasVirtualTime = loop.time !== Scheduler.prototype.time;
  }

  static of(loop: EventLoop): Belongings {
    let belongings = all.get(loop);
    if (belongings === undefined) {
      belongings = new Belongings(loop);
      all.set(loop, belongings);
    }
    return belongings;
  }

  add(item: Belonging): void {
    this.#items.add(item);
    if (this.#hasVirtualTime) this.touch();
    else this.#loop._outside(1);
    if (this.#keeper === null) {
      this.#keeper = this.#keep();
      void this.#keeper.next();
      this.#loop._asyncgens.add(this.#keeper);
    }
  }

  delete(item: Belonging): void {
    this.#items.delete(item);
    if (!this.#hasVirtualTime) this.#loop._outside(-1);
    if (this.#items.size > 0) return;
    this.#release();
    if (this.#keeper !== null) this.#loop._asyncgens.delete(this.#keeper);
    this.#keeper = null;
  }

  /** A sign of life: the host did something, or was asked to. */
  touch(): void {
    if (!this.#hasVirtualTime) return;
    this.#quiet = 0;
    this.#hold();
  }

  // Closed by `shutdownAsyncgens()`, which `run()` calls once no task is left.
  async *#keep(): AsyncGenerator<void> {
    try {
      yield;
    } finally {
      this.#keeper = null;
      await Promise.all([...this.#items].map((item) => item._abandon()));
    }
  }

  #hold(): void {
    if (this.#timer !== null || this.#items.size === 0) return;
    this.#loop._outside(1);
    this.#timer = startTimer(() => this.#look(), LOOK_EVERY);
  }

  #release(): void {
    if (this.#timer === null) return;
    stopTimer(this.#timer);
    this.#timer = null;
    this.#loop._outside(-1);
  }

  #look(): void {
    const next = this.#loop._timers.peek();
    const patience = Math.max(...[...this.#items].map((it) => it._patience));
    if (next === undefined || ++this.#quiet <= patience) {
      this.#timer = startTimer(() => this.#look(), LOOK_EVERY);
      return;
    }
    this.#release();
    // The clock jumps to that timer; then it is held again.
    this.#loop.callAt(next._when, () => this.#hold());
  }
}
