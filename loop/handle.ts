/**
 * Handles: what `callSoon()`, `callLater()` and `callAt()` give back.
 *
 * @module
 */
import type { Context } from "./context.ts";
import type { EventLoop } from "./event_loop.ts";
import type { Future } from "./future.ts";
import { type Frame, setActive } from "./current.ts";
import { isA, KeyboardInterrupt } from "./errors.ts";
import { placed, setPlace } from "./_places.ts";

/**
 * Why a program cannot tell when an entry runs: it only counts, or all that it
 * does is to make a task ready. `undefined`: it may show.
 */
export type Silence = "counts" | "wakes" | undefined;

/** What stands in the loop's ready queue. */
export interface Runnable {
  /**
   * Runs it.
   *
   * @returns `true` if that woke a task: its step unwinds before the next entry runs.
   */
  _run(): boolean;
  /** The task that it wakes, if it wakes one. */
  readonly _task: Frame["_task"];
  /** The future that it may settle, if that is known. */
  readonly _future?: Future<unknown>;
  /** That running it does not show, for the explorer: see `Silence`. */
  readonly _silence?: Silence;
}

type Callback = (...args: never[]) => unknown;

/**
 * A callback that was given to `callSoon()`.
 *
 * @example
 * ```ts
 * import { getRunningLoop, run, sleep } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const handle = getRunningLoop().callSoon(() => console.log("never"));
 *   handle.cancel();
 *   await sleep(0);
 * });
 * ```
 */
export class Handle {
  /** @ignore */
  readonly _loop: EventLoop;
  /** @ignore */
  readonly _task = null;
  /** @ignore */
  _context: Context;
  /** @ignore `null` once cancelled */
  _callback: Callback | null;
  /** @ignore */
  _args: unknown[];

  /** @ignore */
  constructor(
    loop: EventLoop,
    callback: Callback,
    args: unknown[],
    context: Context,
  ) {
    this._loop = loop;
    this._callback = callback;
    this._args = args;
    this._context = context;
    if (loop._debug) setPlace(this, loop._callSite());
  }

  /** Cancels the call. Cancelling twice, or after the call, does nothing. */
  cancel(): void {
    this._callback = null;
    this._args = [];
  }

  /**
   * Tells whether `cancel()` was called.
   *
   * @returns `true` once cancelled.
   */
  cancelled(): boolean {
    return this._callback === null;
  }

  /** @ignore */
  _describe(): string {
    return `<${this.constructor.name} ${callbackName(this._callback)}>`;
  }

  /** @ignore */
  _run(): boolean {
    const callback = this._callback;
    if (callback === null) return false;
    setActive(this);
    try {
      callback(...this._args as never[]);
    } catch (exception) {
      if (isA(exception, KeyboardInterrupt)) this._loop._interrupt(exception);
      else {
        this._loop.callExceptionHandler({
          message: `Exception in callback ${callbackName(callback)}`,
          exception,
          handle: this,
          ...placed(this),
        });
      }
    } finally {
      setActive(null);
    }
    return false;
  }
}

function callbackName(callback: Callback | null): string {
  if (callback === null) return "cancelled";
  return `${callback.name || "(anonymous)"}()`;
}

/** A callback that was given to `callLater()` or `callAt()`. */
export class TimerHandle extends Handle {
  /** @ignore */
  readonly _when: number;
  /** @ignore */
  _scheduled = true;

  /** @ignore */
  constructor(
    when: number,
    loop: EventLoop,
    callback: Callback,
    args: unknown[],
    context: Context,
  ) {
    super(loop, callback, args, context);
    this._when = when;
  }

  /**
   * The loop time at which the callback is due.
   *
   * @returns Milliseconds on the clock of `loop.time()`.
   */
  when(): number {
    return this._when;
  }

  /** Cancels the call. Cancelling twice, or after the call, does nothing. */
  override cancel(): void {
    super.cancel();
    if (this._scheduled) {
      this._scheduled = false;
      this._loop._timers.noteCancelled();
    }
  }
}
