/**
 * Operations that take an AbortSignal.
 *
 * @module
 */
import { runningFrame } from "./current.ts";
import { CancelledError } from "./errors.ts";
import type { EventLoop } from "./event_loop.ts";
import type { Task } from "./task.ts";
import { PromisedWait } from "./_wait.ts";

type Outcome<T> = { value: T } | { error: unknown };

class AbortableWait<T> extends PromisedWait<T> {
  readonly #controller = new AbortController();
  #outcome: Outcome<T> | null = null;
  #cancellation: CancelledError | null = null;

  constructor(loop: EventLoop, task: Task<unknown> | null) {
    super(loop, task);
  }

  // Only the host can end it, unless the operation itself waits on the loop.
  override get _isOutside(): boolean {
    return true;
  }

  override _what(): string {
    return "abortable()";
  }

  start(operation: (signal: AbortSignal) => PromiseLike<T>): Promise<T> {
    const promise = this._begin();
    let running: PromiseLike<T>;
    try {
      running = operation(this.#controller.signal);
    } catch (error) {
      running = Promise.reject(error);
    }
    Promise.resolve(running).then(
      (value) => this.#settled({ value }),
      (error) => this.#settled({ error }),
    );
    return promise;
  }

  // The operation is asked to stop, and waited for: its cleanup is part of it.
  override _cancel(message: string | undefined): boolean {
    if (this._state !== "waiting" || this.#cancellation !== null) return false;
    this.#cancellation = new CancelledError(message);
    this.#controller.abort(this.#cancellation);
    return true;
  }

  override _resume(): void {
    const outcome = this.#outcome as Outcome<T>;
    const cancellation = this.#cancellation;
    if ("value" in outcome) {
      if (cancellation !== null) this.#owe(cancellation);
      this._resolve(outcome.value);
    } else this._reject(cancellation ?? outcome.error);
  }

  // Cancelled after it had settled: what is done is not lost.
  override _cancelled(error: unknown): void {
    const outcome = this.#outcome as Outcome<T>;
    if ("value" in outcome) {
      this.#owe(this.#cancellation ?? error as CancelledError);
      this._resolve(outcome.value);
    } else this._reject(this.#cancellation ?? error);
  }

  #settled(outcome: Outcome<T>): void {
    this.#outcome = outcome;
    this._wake();
  }

  #owe(cancellation: CancelledError): void {
    const task = this._task;
    if (task === null || task.cancelling() === 0) return;
    task._mustCancel = true;
    task._cancelMessage = cancellation.message;
  }
}

/**
 * Runs an operation that takes an AbortSignal. Cancelling the task aborts it and
 * waits for it to settle: work is never abandoned in silence.
 *
 * An operation that fails then gives CancelledError. One that completes all the
 * same gives its value, so nothing done is lost, and the CancelledError arrives
 * at the next wait, as in trio.
 *
 * @typeParam T What the operation gives.
 * @param operation Starts it; the signal's reason is the CancelledError.
 * @returns What the operation gives.
 * @throws {CancelledError} If the task is cancelled and the operation fails for it.
 * @throws {RuntimeError} "no running event loop", outside of one.
 *
 * @example
 * ```ts
 * import { abortable, run, timeout } from "@asyncio/asyncio";
 *
 * async function get(url: string): Promise<string> {
 *   const response = await abortable((signal) => fetch(url, { signal }));
 *   return await abortable(() => response.text());
 * }
 * await run(() => timeout(1000, () => get("data:text/plain,hello")));
 * ```
 */
export function abortable<T>(
  operation: (signal: AbortSignal) => PromiseLike<T>,
): Promise<T> {
  if (typeof operation !== "function") {
    throw new TypeError(
      "abortable() takes a function: write abortable((signal) => fetch(url, { signal }))",
    );
  }
  const { _loop: loop, _task: task } = runningFrame();
  return new AbortableWait<T>(loop, task).start(operation);
}
