/**
 * The loop that the explorer runs programs on: whatever is ready may run next.
 *
 * The loop's own order is first in, first out; here every choice between ready
 * entries is a *choice point*, and a schedule is the list of what was chosen at
 * each: 0 is the next in line, which is the loop's own order. Who is passed over
 * goes last in line, so that one departure delays a task for a round.
 *
 * What is no choice:
 * - what only counts (the end of a child that others of its gathering outlive)
 *   runs at once;
 * - what only makes a task ready (a sleep falling due) is no choice of its own:
 *   who is chosen is its task, whose step follows at once;
 * - nothing overtakes a callback that it was ready after, as on every loop: a
 *   task group hears of a child's failure before those who wait for the child;
 * - who was passed over `PATIENCE` times is next, so that waiting in a loop of
 *   `sleep(0)` comes to an end;
 * - when main has ended, the rest is cleaned up in the loop's own order.
 *
 * Time is virtual: a timer falls due when nothing else is ready, or, as one more
 * choice, while the machine is busy: `lag` milliseconds of a run in all.
 */
import { RuntimeError } from "./errors.ts";
import type { ExceptionContext } from "./reporting.ts";
import { Handle, type Runnable } from "./handle.ts";
import type { Timed } from "./_heap.ts";
import { fallsDue, stopsLoop } from "./_labels.ts";
import { type Coroutine, Task, type TaskOptions } from "./task.ts";
import { VirtualLoop } from "./virtual_loop.ts";
import { Wait } from "./_wait.ts";

const PATIENCE = 50;

type Timer = Timed & Runnable;
export type Part = "counts" | "wakes" | "timer" | "callback" | "free";

/** Says which of `count` ready entries runs next. */
export interface Plan {
  choose(count: number, entries: readonly Runnable[]): number;
}

/** What was chosen, and of how many, at each choice point. */
export interface Schedule {
  chosen: number[];
  counts: number[];
}

export class ExplorerLoop extends VirtualLoop {
  readonly schedule: Schedule = { chosen: [], counts: [] };
  /** What the exception handler was told first. */
  report: ExceptionContext | null = null;
  /** For how long the machine has just been busy. */
  lateBy = 0;
  readonly #plan: Plan;
  readonly #maxSteps: number;
  #steps = 0;
  #named = 0;
  /** The batch that runs; what gets ready joins it. */
  #live: Runnable[] | null = null;
  #hasEnded = false;
  /** How often each was passed over. */
  readonly #passes = new Map<Runnable, number>();
  #starving: Runnable | null = null;
  /** How much of the lag is left. */
  #lag: number;
  /** Where in the batch that stands which the chosen entry makes ready, to run next. */
  #next = -1;
  /** Where what a silent entry makes ready will stand, when that ran in its turn. */
  #woken = -1;
  /** Tasks that were as good as ready before these callbacks: they need not wait for them. */
  readonly #ahead = new Map<Runnable, Runnable>();
  readonly #open: number[] = [];
  readonly #entries: Runnable[] = [];

  constructor(plan: Plan, limits: { maxSteps: number; lag: number }) {
    super();
    this.#plan = plan;
    this.#maxSteps = limits.maxSteps;
    this.#lag = limits.lag;
    this.setDebug(false);
    this.setExceptionHandler((_loop, context) => this.report ??= context);
  }

  // Names are numbered by the run: a log reads the same in every process.
  override createTask<T>(coro: Coroutine<T>, options?: TaskOptions): Task<T> {
    const name = options?.name ?? `Task-${++this.#named}`;
    return super.createTask(coro, { ...options, name });
  }

  // An exploration leaves Ctrl-C to the host: it listens for no signal.
  override _start(onStop: () => void): void {
    this._onFirstPause = null;
    super._start(onStop);
  }

  override stop(): void {
    this.#hasEnded = true;
    this.#live = null;
    super.stop();
  }

  override _push(entry: Runnable): void {
    if (this.#live === null) super._push(entry);
    else this.#live.push(entry);
  }

  override _schedule(timer: Timer): void {
    if (this.#live === null || timer._when > this.time()) {
      super._schedule(timer);
    } else {
      timer._scheduled = false;
      this.#live.push(timer);
    }
  }

  override _idle(next: number, hasUnwound: boolean): boolean {
    this.#live = null;
    this.#next = -1;
    this.#woken = -1;
    return super._idle(next, hasUnwound);
  }

  override _choose(batch: readonly Runnable[], index: number): number {
    if (++this.#steps >= this.#maxSteps) this.#giveUp();
    if (this.#hasEnded) return index;
    this.#live = batch as Runnable[];
    this.lateBy = 0;
    const next = this.#next;
    this.#next = -1;
    if (next !== -1 && next < batch.length) return next;
    this.#noteWoken(batch, index);
    const open = this.#open;
    open.length = 0;
    let early = this.#early();
    let hasTimer = false;
    let isBehind = false;
    for (let each = index; each < batch.length; each++) {
      const entry = batch[each] as Runnable;
      if (isBehind) {
        if (this.#isAhead(entry, batch, index)) open.push(each);
        continue;
      }
      const part = this._partOf(entry);
      if (part === "counts") return each;
      if (part === "timer" && hasTimer) continue;
      open.push(each);
      if (part === "timer") hasTimer = true;
      if (part === "callback" || part !== "free" && "_when" in entry) {
        early = null;
      }
      isBehind = part === "callback";
    }
    const first = open[0] as number;
    const count = open.length + (early === null ? 0 : 1);
    if (this._partOf(batch[first] as Runnable) === "wakes") {
      this.#woken = batch.length;
      return first;
    }
    if (count === 1) return first;
    const starving = this.#starving === null
      ? -1
      : batch.indexOf(this.#starving, index);
    this.#starving = null;
    if (starving !== -1) return starving;
    const entries = this.#entries;
    entries.length = 0;
    for (const each of open) entries.push(batch[each] as Runnable);
    if (early !== null) entries.push(early);
    const choice = this.#plan.choose(count, entries);
    this.schedule.chosen.push(choice);
    this.schedule.counts.push(count);
    if (choice === open.length) this.#fire(early as Timer);
    const chosen = entries[choice] as Runnable;
    if (choice > 0) this.#passOver(choice, index);
    const place = batch.indexOf(chosen, index);
    if (choice > 0 && this._partOf(chosen) === "wakes") {
      this.#next = batch.length;
    }
    return place;
  }

  /**
   * A silent entry might as well have run before those that came after it: what
   * it made ready need not wait for the callbacks that stand here already.
   */
  #noteWoken(batch: readonly Runnable[], index: number): void {
    const woken = this.#woken === -1 ? undefined : batch[this.#woken];
    this.#woken = -1;
    if (woken === undefined) return;
    const last = batch.findLast((entry, each) =>
      each >= index && this._partOf(entry) === "callback"
    );
    if (last !== undefined && last !== woken) this.#ahead.set(woken, last);
  }

  #isAhead(
    entry: Runnable,
    batch: readonly Runnable[],
    index: number,
  ): boolean {
    const last = this.#ahead.get(entry);
    return last !== undefined && batch.includes(last, index);
  }

  /** Puts those before the chosen one last in line, but not behind a callback. */
  #passOver(choice: number, index: number): void {
    const live = this.#live as Runnable[];
    const callback = this.#entries.find((each) =>
      this._partOf(each) === "callback"
    );
    for (let each = 0; each < choice; each++) {
      const entry = this.#entries[each] as Runnable;
      const passes = (this.#passes.get(entry) ?? 0) + 1;
      this.#passes.set(entry, passes);
      if (passes % PATIENCE === 0) this.#starving = entry;
      const part = this._partOf(entry);
      if (part === "timer" || entry === callback || this.#ahead.has(entry)) {
        continue;
      }
      live.splice(live.indexOf(entry, index), 1);
      const end = callback === undefined
        ? live.length
        : live.indexOf(callback, index);
      live.splice(end, 0, entry);
    }
  }

  /** The timer that may fall due though something is ready. */
  #early(): Timer | null {
    const timer = this.#lag > 0 ? this._timers.peek() : undefined;
    return timer !== undefined && timer._when - this.time() <= this.#lag
      ? timer
      : null;
  }

  /** Lets time pass up to a timer; those of the same moment fall due with it. */
  #fire({ _when: when }: Timer): void {
    this.lateBy = when - this.time();
    this.#lag -= this.lateBy;
    this._jump(when);
    for (;;) {
      const due = this._timers.popDue(when);
      if (due === undefined) return;
      due._scheduled = false;
      this.#live?.push(due);
    }
  }

  /** What part an entry plays in a choice. */
  _partOf(entry: Runnable): Part {
    if (entry instanceof Wait) return fallsDue(entry) ? "wakes" : "free";
    if (entry instanceof Task) return "free";
    if (entry instanceof Handle && (entry.cancelled() || stopsLoop(entry))) {
      return "counts";
    }
    if ("_when" in entry) return "timer";
    return entry._silence ?? "callback";
  }

  #giveUp(): void {
    if (this.#steps % this.#maxSteps !== 0) return;
    // What does not answer its cancellation either is left where it is.
    if (this.#steps >= 3 * this.#maxSteps) return this.stop();
    this._failRun(
      new RuntimeError(
        `livelock: no end after ${this.#maxSteps} steps`,
      ),
    );
  }
}
