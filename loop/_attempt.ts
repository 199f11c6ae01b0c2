/**
 * Waits that are tried again each time they are woken.
 *
 * What a wait gives is taken in the very step that gives it to the task; until
 * then it stays where it was, so a cancelled wait loses nothing.
 */
import { runningFrame } from "./current.ts";
import { PromisedWait } from "./_wait.ts";
import { QueuedWait, type WaitQueue } from "./_waiters.ts";

/** A wait that gives what `_take()` gives, as soon as it gives something. */
export abstract class AttemptWait<T> extends PromisedWait<T> {
  constructor() {
    const { _loop: loop, _task: task } = runningFrame();
    super(loop, task);
  }

  /** Gives what is waited for, `null` if it is not there yet, or throws. */
  abstract _take(): T | null;

  /** Takes the places from which it is woken, or throws. */
  abstract _stand(): void;

  /** Leaves those places; called also where it stands no longer. */
  abstract override _leave(): void;

  /** Puts back what was gathered for a wait that does not end well. */
  _giveBack(): void {}

  /** Tries at once, and waits only if that gives nothing. */
  _start(): Promise<T> {
    try {
      const value = this._take();
      if (value !== null) {
        this._resolve(value);
        return this._promise;
      }
      this._stand();
    } catch (error) {
      this._cancelled(error);
      return this._promise;
    }
    return this._begin();
  }

  override _resume(): void {
    let value: T | null;
    try {
      value = this._take();
      if (value === null) this._stand();
    } catch (error) {
      this._cancelled(error);
      return;
    }
    if (value === null) this._park();
    else {
      this._leave();
      this._resolve(value);
    }
  }

  override _cancelled(error: unknown): void {
    this._leave();
    this._giveBack();
    this._reject(error);
  }
}

/** Says that a woken wait stands in its queue on. */
export const WAIT_ON = Symbol("wait on");

/** Stands in a queue; `end`, asked when the task runs, gives the outcome. */
class EndWait<T> extends QueuedWait<T> {
  readonly #end: () => T | typeof WAIT_ON;

  constructor(queue: WaitQueue, end: () => T | typeof WAIT_ON) {
    super(queue);
    this.#end = end;
  }

  override _resume(): void {
    try {
      const value = this.#end();
      if (value === WAIT_ON) this._waitOn();
      else this._resolve(value);
    } catch (error) {
      this._reject(error);
    }
  }
}

/** Waits in a queue until woken; `end` then gives the outcome or throws it. */
export function waitIn<T>(
  queue: WaitQueue,
  end: () => T | typeof WAIT_ON,
): Promise<T> {
  return new EndWait(queue, end)._enter();
}
