/**
 * The loop that the explorer runs programs on: whatever is ready may run next.
 *
 * The loop's own order is first in, first out; here every choice between ready
 * entries is a *choice point*, and a schedule is the list of what was chosen at
 * each: 0 is the oldest, which is the loop's own order.
 *
 * What is no choice:
 * - entries that run nothing of the program (a sleep falling due, the end of a
 *   child that a gathering counts) run at once;
 * - callbacks of `callSoon()` keep their order, which the loop promises;
 * - nobody is passed over more than `PATIENCE` times in a row, so that waiting
 *   in a loop of `sleep(0)` comes to an end;
 * - when main has ended, the rest is cleaned up in the loop's own order.
 *
 * Time is virtual: a timer falls due when nothing else is ready.
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
  readonly #plan: Plan;
  readonly #maxSteps: number;
  #steps = 0;
  #named = 0;
  /** The batch that runs; what gets ready joins it. */
  #live: Runnable[] | null = null;
  #hasEnded = false;
  #oldest: Runnable | null = null;
  #passes = 0;
  readonly #open: number[] = [];
  readonly #entries: Runnable[] = [];

  constructor(plan: Plan, maxSteps: number) {
    super();
    this.#plan = plan;
    this.#maxSteps = maxSteps;
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

  override _schedule(timer: Timed & Runnable): void {
    if (this.#live === null || timer._when > this.time()) {
      super._schedule(timer);
    } else {
      timer._scheduled = false;
      this.#live.push(timer);
    }
  }

  override _idle(next: number): boolean {
    this.#live = null;
    return super._idle(next);
  }

  override _choose(batch: readonly Runnable[], index: number): number {
    if (++this.#steps >= this.#maxSteps) this.#giveUp();
    if (this.#hasEnded) return index;
    this.#live = batch as Runnable[];
    const open = this.#open;
    open.length = 0;
    let hasHandle = false;
    for (let each = index; each < batch.length; each++) {
      const entry = batch[each] as Runnable;
      if (isBookkeeping(entry)) return each;
      if (entry instanceof Handle) {
        if (hasHandle) continue;
        hasHandle = true;
      }
      open.push(each);
    }
    const oldest = open[0] as number;
    if (open.length === 1 || this.#isStarving(batch[oldest] as Runnable)) {
      return oldest;
    }
    const entries = this.#entries;
    entries.length = 0;
    for (const each of open) entries.push(batch[each] as Runnable);
    const choice = this.#plan.choose(open.length, entries);
    this.schedule.chosen.push(choice);
    this.schedule.counts.push(open.length);
    return open[choice] as number;
  }

  #isStarving(oldest: Runnable): boolean {
    if (oldest === this.#oldest) return ++this.#passes > PATIENCE;
    this.#oldest = oldest;
    this.#passes = 0;
    return false;
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

/** Whether an entry runs none of the program's code, so that its place makes no difference. */
function isBookkeeping(entry: Runnable): boolean {
  if (entry instanceof Wait) return fallsDue(entry);
  if (entry instanceof Task) return false;
  if (entry._future !== undefined) return true;
  return entry instanceof Handle && (entry.cancelled() || stopsLoop(entry));
}
