/**
 * Sleeping.
 *
 * @module
 */
import type { EventLoop } from "./event_loop.ts";
import type { Task } from "./task.ts";
import { runningFrame } from "./current.ts";
import { PromisedWait } from "./_wait.ts";

/** A bare yield: it stands in the ready queue from the start. */
class Yield<T> extends PromisedWait<T> {
  readonly #result: T;

  constructor(loop: EventLoop, task: Task<unknown> | null, result: T) {
    super(loop, task);
    this.#result = result;
  }

  override _what(): string {
    return "sleep(0)";
  }

  // Being ready already, it is not cancelled: the task finds its cancellation when it runs.
  override _cancel(): boolean {
    return false;
  }

  override _resume(): void {
    this._resolve(this.#result);
  }
}

/** A sleep is its own timer: first it falls due, an iteration later it wakes the task. */
class Sleep<T> extends PromisedWait<T> {
  readonly _when: number;
  _scheduled = true;
  /** It comes up twice: as a timer, then to wake its task. */
  #fired = false;
  readonly #delay: number;
  readonly #result: T;

  constructor(
    loop: EventLoop,
    task: Task<unknown> | null,
    delay: number,
    result: T,
  ) {
    super(loop, task);
    this._when = loop.time() + delay;
    this.#delay = delay;
    this.#result = result;
  }

  override _what(): string {
    return `sleep(${this.#delay})`;
  }

  override _leave(): void {
    if (!this._scheduled) return;
    this._scheduled = false;
    this.#fired = true;
    this._loop._timers.noteCancelled();
  }

  // Cancelled when already due, it stands in the batch as a timer all the same.
  override _run(): boolean {
    if (this.#fired) return super._run();
    this.#fired = true;
    this._wake();
    return false;
  }

  override _resume(): void {
    this._resolve(this.#result);
  }
}

/**
 * Waits for a while; other tasks run meanwhile.
 *
 * `sleep(0)`, or less, lets every other ready task take one step.
 *
 * @param delay Milliseconds.
 * @returns When the time is over.
 * @throws {RangeError} If the delay is NaN.
 * @throws {CancelledError} If the task is cancelled meanwhile.
 * @throws {RuntimeError} "no running event loop", outside of one.
 *
 * @example
 * ```ts
 * import { run, sleep } from "@asyncio/asyncio";
 *
 * await run(() => sleep(10));
 * ```
 */
export function sleep(delay: number): Promise<void>;
/**
 * Waits for a while, then gives a value.
 *
 * @typeParam T The type of the value.
 * @param delay Milliseconds.
 * @param result The value.
 * @returns The value.
 * @throws {RangeError} If the delay is NaN.
 * @throws {CancelledError} If the task is cancelled meanwhile.
 * @throws {RuntimeError} "no running event loop", outside of one.
 *
 * @example
 * ```ts
 * import { run, sleep } from "@asyncio/asyncio";
 *
 * console.log(await run(() => sleep(10, "rested")));
 * ```
 */
export function sleep<T>(delay: number, result: T): Promise<T>;
export function sleep<T>(delay: number, result?: T): Promise<T | undefined> {
  checkDelay(delay);
  const { _loop: loop, _task: task } = runningFrame();
  if (delay <= 0) {
    const wait = new Yield(loop, task, result);
    loop._push(wait);
    return wait._begin();
  }
  const wait = new Sleep(loop, task, delay, result);
  loop._schedule(wait);
  return wait._begin();
}

function checkDelay(delay: number): void {
  if (delay !== delay) {
    throw new RangeError("Invalid delay: NaN (not a number)");
  }
  if (typeof delay !== "number") {
    throw new TypeError(
      `sleep() takes milliseconds as a number, got ${String(delay)}`,
    );
  }
}
