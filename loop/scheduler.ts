/**
 * When things run: the ready queue, the timers, and the iteration.
 *
 * An iteration runs exactly the entries that were ready when it began; what
 * they add waits for the next one; timers that have fallen due are appended
 * after what was ready. An entry that wakes a task ends the turn: the next one
 * starts when every microtask of that step, nested `await`s included, has
 * unwound. A task that awaits a promise the loop does not own is simply *away*:
 * its microtasks run dry, the loop goes on, and the host brings the task back.
 *
 *     push ─▶ ready ─▶ batch ─▶ turn ─▶ hop ─▶ turn ─▶ …     (an iteration)
 *     schedule ─▶ timers ─▶ due ─▶ ready
 *
 * @module
 */
import {
  currentFrame,
  type Frame,
  runInFrame,
  setStepping,
} from "./current.ts";
import { forgetCancellation } from "./errors.ts";
import type { EventLoop } from "./event_loop.ts";
import type { Runnable } from "./handle.ts";
import { type Hop, makeHop, now, startTimer, stopTimer } from "./_host.ts";
import { type Timed, TimerHeap } from "./_heap.ts";

/** `stopped` ⇄ `turning` ⇄ `idle` (nothing ready: the host wakes it) → `closed`. */
type SchedulerState = "stopped" | "turning" | "idle" | "closed";

// I/O starves while microtasks and ticks run. After so many milliseconds of work
// the loop lets the host breathe; the clock is read once in so many entries.
const BREATH_AFTER = 0.75;
const CLOCK_EVERY = 64;

/**
 * The part of an `EventLoop` that decides when things run: its clock, its ready
 * queue and its timers. Programs use it through the loop.
 */
export abstract class Scheduler {
  #state: SchedulerState = "stopped";
  #ready: Runnable[] = [];
  /** What this iteration runs, from `#index` on. */
  #batch: Runnable[] = [];
  #index = 0;
  #stopping = false;
  #onStop: () => void = () => {};
  #entries = 0;
  #breathedAt = 0;
  #breathing = false;
  #timer: number | null = null;
  #timerWhen = Infinity;
  // Bound, not an arrow: that would be one more line in the user's stacks.
  readonly #turn: () => void = this.#run.bind(this);
  readonly #hop: Hop = makeHop(this.#turn);
  /** @ignore */
  readonly _timers: TimerHeap<Timed & Runnable> = new TimerHeap();
  /** @ignore Whether `_stepBegins()` and `_stepEnded()` are to be called */
  _watched = false;
  /** @ignore Called once, the first time that the host gets a turn */
  _onFirstPause: (() => void) | null = null;

  /** @ignore The frame of the loop's own code */
  abstract readonly _frame: Frame;
  /** @ignore This loop, whole */
  abstract readonly _self: EventLoop;

  /** @ignore An entry is about to run */
  _stepBegins(_entry: Runnable): void {}

  /** @ignore The entry, and the step of the task it woke, has unwound */
  _stepEnded(): void {}

  /** @ignore An entry has thrown: nobody else hears of it */
  abstract _entryFailed(exception: unknown): void;

  /** @ignore Which of the batch's entries from `index` on runs next */
  _choose(_batch: readonly Runnable[], index: number): number {
    return index;
  }

  /**
   * The loop's clock.
   *
   * @returns Milliseconds since some moment; it never goes back.
   */
  time(): number {
    return now();
  }

  /**
   * Tells whether the loop runs.
   *
   * @returns `true` between the start and the stop of a run.
   */
  isRunning(): boolean {
    return this.#state === "turning" || this.#state === "idle";
  }

  /**
   * Tells whether the loop was closed.
   *
   * @returns `true` once closed.
   */
  isClosed(): boolean {
    return this.#state === "closed";
  }

  /** Ends the run when the current iteration is through. Before a run: after one iteration. */
  stop(): void {
    this.#stopping = true;
    if (this.#state === "idle") this._turnSoon();
  }

  /** @ignore Stops within the iteration: what is left of it is for the next run */
  _stopAtOnce(): void {
    this.#ready = this.#batch.splice(this.#index).concat(this.#ready);
    this.stop();
  }

  /** @ignore Puts an entry at the end of the ready queue */
  _push(entry: Runnable): void {
    this.#ready.push(entry);
    if (this.#state === "idle") this._turnSoon();
  }

  /** @ignore Runs an entry when its time has come */
  _schedule(timer: Timed & Runnable): void {
    this._timers.push(timer);
    if (this.#state === "idle" && timer._when < this.#timerWhen) {
      this._turnSoon();
    }
  }

  /** @ignore Starts turning; `onStop` is called when the run has ended */
  _start(onStop: () => void): void {
    this.#onStop = onStop;
    this.#state = "turning";
    this.#breathedAt = now();
    runInFrame(this._frame, this.#hop.hop);
  }

  /** @ignore Drops everything that is still queued, and gives it to the caller */
  _shut(): Runnable[] {
    const left = [...this.#batch.slice(this.#index), ...this.#ready];
    this.#ready = [];
    this.#batch = [];
    this.#index = 0;
    this._timers.clear();
    this.#hop.close();
    this.#state = "closed";
    this._frame._loop = null;
    return left;
  }

  /** @ignore Whether an iteration would run something now */
  _isReady(): boolean {
    return this.#ready.length > 0 || this.#index < this.#batch.length;
  }

  /** @ignore Whether nothing is ready and no timer is set */
  _isQuiet(): boolean {
    return this.#state === "idle" && this._timers.peek() === undefined;
  }

  /**
   * Waits for the host, or for the next timer. Loops of other clocks override it;
   * `true` says that there is something due now. Without `hasUnwound`, what a
   * callback has set going may be on its way in microtasks.
   *
   * @ignore
   */
  _idle(next: number, _hasUnwound: boolean): boolean {
    if (next === Infinity || this.#timerWhen <= next) return false;
    this._arm(next - this.time());
    this.#timerWhen = next;
    return false;
  }

  /** @ignore Has the host wake an idle loop after some milliseconds */
  _arm(delay: number): void {
    this.#disarm();
    this.#timer = startTimer(() => {
      this.#timer = null;
      this.#timerWhen = Infinity;
      if (this.#state !== "idle") return;
      this.#state = "turning";
      this.#breathedAt = now();
      runInFrame(this._frame, this.#turn);
    }, delay);
  }

  #disarm(): void {
    if (this.#timer !== null) stopTimer(this.#timer);
    this.#timer = null;
    this.#timerWhen = Infinity;
  }

  /** @ignore Ends the idling: the loop turns once every microtask has unwound */
  _turnSoon(): void {
    this.#state = "turning";
    this.#breathedAt = now();
    // What the loop itself does with the host, as receiving bytes, has its frame.
    if (currentFrame() === this._frame) this.#hop.hop();
    else runInFrame(this._frame, this.#hop.hop);
  }

  #run(): void {
    if (this._watched) this._stepEnded();
    setStepping(null);
    let hasUnwound = true;
    for (;;) {
      forgetCancellation();
      if (++this.#entries % CLOCK_EVERY === 0 && this.#needsBreath()) return;
      if (
        this.#index === this.#batch.length && !this.#beginIteration(hasUnwound)
      ) return;
      const entry = this.#take();
      if (this._watched) this._stepBegins(entry);
      if (this.#runEntry(entry)) {
        this.#hop.hop();
        return;
      }
      hasUnwound = false;
      if (this._watched) this._stepEnded();
    }
  }

  #runEntry(entry: Runnable): boolean {
    try {
      return entry._run();
    } catch (error) {
      this._entryFailed(error);
      return true;
    }
  }

  #take(): Runnable {
    const index = this.#index++;
    const batch = this.#batch;
    const chosen = this._choose(batch, index);
    const entry = batch[chosen] as Runnable;
    if (chosen !== index) {
      batch.splice(chosen, 1);
      batch.splice(index, 0, entry);
    }
    return entry;
  }

  /** Returns `false` when there is nothing to run: the loop stopped or idles. */
  #beginIteration(hasUnwound: boolean): boolean {
    if (this.#batch.length > 0) {
      this.#batch.length = 0;
      this.#index = 0;
      if (this.#stopping) return this.#finish();
    }
    for (;;) {
      if (this._timers.size > 0) this.#collectDue();
      if (this.#ready.length > 0) break;
      if (this.#stopping) return this.#finish();
      this.#state = "idle";
      this.#pause();
      const next = this._timers.peek()?._when ?? Infinity;
      if (!this._idle(next, hasUnwound)) return false;
      this.#state = "turning";
    }
    const batch = this.#ready;
    this.#ready = this.#batch;
    this.#batch = batch;
    return true;
  }

  #collectDue(): void {
    const time = this.time();
    let timer = this._timers.popDue(time);
    while (timer !== undefined) {
      timer._scheduled = false;
      this.#ready.push(timer);
      timer = this._timers.popDue(time);
    }
  }

  #finish(): false {
    this.#stopping = false;
    this.#state = "stopped";
    this.#disarm();
    this.#onStop();
    return false;
  }

  #pause(): void {
    const onFirstPause = this._onFirstPause;
    this._onFirstPause = null;
    onFirstPause?.();
  }

  #needsBreath(): boolean {
    if (this.#breathing) {
      this.#breathing = false;
      this.#breathedAt = now();
      return false;
    }
    if (now() - this.#breathedAt < BREATH_AFTER) return false;
    this.#breathing = true;
    this.#pause();
    this.#entries--;
    this.#hop.breathe();
    return true;
  }
}
