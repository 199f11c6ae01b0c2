/**
 * Waits that are tried again each time they are woken.
 *
 * What a wait gives is taken in the very step that gives it to the task; until
 * then it stays where it was, so a cancelled wait loses nothing.
 */
import { runningFrame } from "./current.ts";
import { Wait } from "./_wait.ts";
import { QueuedWait, type WaitQueue } from "./_waiters.ts";

/** How a wait is tried, and where it stands between two tries. */
export interface Attempt<T> {
  /** As reports print it: `StreamReader.read()`. */
  what: string;
  /** Gives what is waited for, `null` if it is not there yet, or throws. */
  take(): T | null;
  /** Takes places from which the wait is woken, or throws. */
  stand(wait: Wait<T>): void;
  /** Leaves those places; called also where the wait stands no longer. */
  leave(wait: Wait<T>): void;
  /** Puts back what `take()` has gathered for a wait that will not end well. */
  giveBack?(): void;
}

class AttemptWait<T> extends Wait<T> {
  readonly #attempt: Attempt<T>;

  constructor(attempt: Attempt<T>) {
    const { _loop: loop, _task: task } = runningFrame();
    super(loop, task);
    this.#attempt = attempt;
  }

  override _what(): string {
    return this.#attempt.what;
  }

  override _leave(): void {
    this.#attempt.leave(this);
  }

  override _resume(): void {
    let value: T | null;
    try {
      value = this.#attempt.take();
      if (value === null) this.#attempt.stand(this);
    } catch (error) {
      this._cancelled(error);
      return;
    }
    if (value === null) this._park();
    else {
      this.#attempt.leave(this);
      this._resolve(value);
    }
  }

  override _cancelled(error: unknown): void {
    this.#attempt.leave(this);
    this.#attempt.giveBack?.();
    this._reject(error);
  }
}

/** Tries at once, and waits only if that gives nothing. */
export function attempt<T>(attempt: Attempt<T>): Promise<T> {
  let value: T | null;
  try {
    value = attempt.take();
    if (value !== null) return Promise.resolve(value);
    const wait = new AttemptWait(attempt);
    attempt.stand(wait);
    return wait._begin();
  } catch (error) {
    attempt.giveBack?.();
    return Promise.reject(error);
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
