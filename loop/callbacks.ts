/**
 * Callbacks: soon, at a time, on a signal.
 *
 * @module
 */
import { callbackContext } from "./context.ts";
import { RuntimeError } from "./errors.ts";
import { Handle, TimerHandle } from "./handle.ts";
import { onSignal } from "./_host.ts";
import { ReportingLoop } from "./reporting.ts";

/**
 * The part of an `EventLoop` that calls back. Programs use it through the loop.
 */
export abstract class CallbackLoop extends ReportingLoop {
  readonly #signals: Map<string, { handle: Handle; undo: () => void }> =
    new Map();

  /**
   * Calls back in the next iteration, in order of registration, in a copy of
   * the current context. In another one, which the callback then may change:
   * `context.run(() => loop.callSoon(callback))`.
   *
   * @typeParam A The arguments.
   * @param callback The function.
   * @param args Its arguments.
   * @returns A handle that can cancel the call.
   * @throws {RuntimeError} "Event loop is closed".
   */
  callSoon<A extends unknown[]>(
    callback: (...args: A) => void,
    ...args: A
  ): Handle {
    this._checkClosed();
    this.#checkCallback(callback, "callSoon");
    const handle = this.#handle(callback, args);
    this._push(handle);
    return handle;
  }

  /**
   * The same as `callSoon()`: all code of a loop runs on one thread here.
   *
   * @typeParam A The arguments.
   * @param callback The function.
   * @param args Its arguments.
   * @returns A handle that can cancel the call.
   * @throws {RuntimeError} "Event loop is closed".
   */
  callSoonThreadsafe<A extends unknown[]>(
    callback: (...args: A) => void,
    ...args: A
  ): Handle {
    return this.callSoon(callback, ...args);
  }

  /**
   * Calls back after a delay.
   *
   * @typeParam A The arguments.
   * @param delay Milliseconds.
   * @param callback The function.
   * @param args Its arguments.
   * @returns A handle that can cancel the call.
   * @throws {RangeError} If the delay is NaN.
   * @throws {RuntimeError} "Event loop is closed".
   */
  callLater<A extends unknown[]>(
    delay: number,
    callback: (...args: A) => void,
    ...args: A
  ): TimerHandle {
    checkTime(delay, "delay");
    return this.#callAt(this.time() + delay, callback, args, "callLater");
  }

  /**
   * Calls back at a time. Equal times keep the order of registration.
   *
   * @typeParam A The arguments.
   * @param when Milliseconds on the clock of `time()`.
   * @param callback The function.
   * @param args Its arguments.
   * @returns A handle that can cancel the call.
   * @throws {RangeError} If the time is NaN.
   * @throws {RuntimeError} "Event loop is closed".
   */
  callAt<A extends unknown[]>(
    when: number,
    callback: (...args: A) => void,
    ...args: A
  ): TimerHandle {
    checkTime(when, "time");
    return this.#callAt(when, callback, args, "callAt");
  }

  /**
   * Calls back when the process gets a signal.
   *
   * @typeParam A The arguments.
   * @param signal Its name.
   * @param callback The function; it replaces an earlier one.
   * @param args Its arguments.
   * @throws {RuntimeError} If this runtime cannot listen for the signal.
   */
  addSignalHandler<A extends unknown[]>(
    signal: Deno.Signal,
    callback: (...args: A) => void,
    ...args: A
  ): void {
    this._checkClosed();
    this.#checkCallback(callback, "addSignalHandler");
    this.#removeSignal(signal);
    const handle = this.#handle(callback, args);
    const undo = onSignal(signal, () => this._push(handle));
    if (undo === null) {
      throw new RuntimeError(`Cannot listen for ${signal}: not possible here`);
    }
    this.#signals.set(signal, { handle, undo });
  }

  /**
   * Takes a signal's callback off.
   *
   * @param signal Its name.
   * @returns `false` if there was none.
   */
  removeSignalHandler(signal: Deno.Signal): boolean {
    return this.#removeSignal(signal);
  }

  /** @ignore Whether the program itself listens for a signal, or for any */
  _handlesSignal(signal?: string): boolean {
    return signal === undefined
      ? this.#signals.size > 0
      : this.#signals.has(signal);
  }

  /** @ignore Takes every signal's callback off */
  _removeSignals(): void {
    for (const signal of [...this.#signals.keys()]) this.#removeSignal(signal);
  }

  /** @ignore */
  _checkClosed(): void {
    if (this.isClosed()) throw new RuntimeError("Event loop is closed");
  }

  #handle<A extends unknown[]>(
    callback: (...args: A) => void,
    args: A,
  ): Handle {
    const context = callbackContext();
    return new Handle(this._self, callback, args, context);
  }

  #checkCallback(callback: unknown, method: string): void {
    if (typeof callback !== "function") {
      throw new TypeError(
        `a callable object was expected by ${method}(), got ${
          String(callback)
        }`,
      );
    }
    if (this._debug && callback.constructor.name === "AsyncFunction") {
      throw new TypeError(
        `coroutines cannot be used with ${method}(): write createTask(${
          callback.name || "work"
        })`,
      );
    }
  }

  #callAt<A extends unknown[]>(
    when: number,
    callback: (...args: A) => void,
    args: A,
    method: string,
  ): TimerHandle {
    this._checkClosed();
    this.#checkCallback(callback, method);
    const context = callbackContext();
    const timer = new TimerHandle(
      when,
      this._self,
      callback,
      args,
      context,
    );
    this._schedule(timer);
    return timer;
  }

  #removeSignal(signal: string): boolean {
    const entry = this.#signals.get(signal);
    if (entry === undefined) return false;
    this.#signals.delete(signal);
    entry.undo();
    entry.handle.cancel();
    return true;
  }
}

function checkTime(value: number, what: string): void {
  if (typeof value !== "number") {
    throw new TypeError(`${what} must be a number, got ${String(value)}`);
  }
  if (Number.isNaN(value)) {
    throw new RangeError(`Invalid ${what}: NaN (not a number)`);
  }
}
