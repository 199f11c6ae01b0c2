/**
 * The errors of the module. All of them carry their class name in `name`, as
 * asyncio prints it. Where asyncio raises `ValueError` this module throws the
 * built-in `RangeError`; `TypeError` stays `TypeError`.
 *
 * @module
 */

/**
 * Thrown at the wait of a task that was cancelled.
 *
 * It is an `Error`, so a bare `catch` sees it, which Python's `except
 * Exception` does not. Catch it to clean up, then throw it on. Tasks that are
 * cancelled in one step, with the same message, share one, as everybody who
 * listens to one `AbortSignal` shares its reason.
 *
 * @example Clean up and pass the cancellation on
 * ```ts
 * import { CancelledError, createTask, run, sleep } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const task = createTask(async () => {
 *     try {
 *       await sleep(1000);
 *     } catch (error) {
 *       if (error instanceof CancelledError) console.log("cleaning up");
 *       throw error;
 *     }
 *   });
 *   await sleep(0);
 *   task.cancel();
 *   await task.catch(() => {});
 * });
 * ```
 */
export class CancelledError extends Error {
  static {
    // Not a field: `cancellation()` makes these without running a constructor.
    Object.defineProperty(this.prototype, "name", {
      value: "CancelledError",
      writable: true,
      configurable: true,
    });
  }

  /**
   * Makes a CancelledError.
   *
   * @param message What `cancel(message)` was given.
   * @param options `cause`: the reason of an aborted signal, where there is one.
   */
  constructor(message?: string, options?: ErrorOptions) {
    super(message, options);
  }
}

let latest: { message: string | undefined; error: CancelledError } | null =
  null;

/**
 * @internal The error of a cancellation. It has no stack: thousands of tasks that
 * are cancelled together would keep as many; and those of one step share it. A
 * constructor's frame, and a field, would double what it costs.
 */
export function cancellation(message: string | undefined): CancelledError {
  if (latest !== null && latest.message === message) return latest.error;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  const error = Reflect.construct(
    Error,
    message === undefined ? [] : [message],
    CancelledError,
  );
  Error.stackTraceLimit = limit;
  latest = { message, error };
  return error;
}

/** @internal A step has ended: what the next one cancels gets an error of its own. */
export function forgetCancellation(): void {
  latest = null;
}

/** @internal `instanceof` for what a program has thrown: a proxy's traps may throw. */
export function isA<T>(
  thrown: unknown,
  kind: new (...args: never[]) => T,
): thrown is T {
  try {
    return thrown instanceof kind;
  } catch {
    return false;
  }
}

/** Thrown when a `timeout()`, `timeoutAt()` or `waitFor()` runs out. */
export class TimeoutError extends Error {
  /** The class name. */
  override name = "TimeoutError";
  /**
   * Makes a TimeoutError.
   *
   * @param message What ran out.
   * @param options `cause`: the CancelledError that ended the body.
   */
  constructor(message?: string, options?: ErrorOptions) {
    super(message, options);
  }
}

/** Thrown when something is used in a state that does not allow it. */
export class RuntimeError extends Error {
  /** The class name. */
  override name = "RuntimeError";
}

/** Thrown by a `Future` that is asked for, or given, a result at the wrong time. */
export class InvalidStateError extends Error {
  /** The class name. */
  override name = "InvalidStateError";
}

/**
 * What `run()` rejects with after Ctrl-C (`SIGINT`) or `SIGTERM`, once the
 * program has cleaned up.
 */
export class KeyboardInterrupt extends Error {
  /** The class name. */
  override name = "KeyboardInterrupt";
  /** The signal that ended the program. */
  readonly signal: "SIGINT" | "SIGTERM";
  /**
   * Makes a KeyboardInterrupt.
   *
   * @param signal The signal that ended the program.
   */
  constructor(signal: "SIGINT" | "SIGTERM" = "SIGINT") {
    super(signal === "SIGINT" ? "interrupted by Ctrl-C" : "ended by SIGTERM");
    this.signal = signal;
  }
}

/**
 * Several errors that happened together, in order of completion. A task group
 * throws one when children failed.
 *
 * @example Pick errors by kind
 * ```ts
 * import { ExceptionGroup } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * const group = new ExceptionGroup("two", [new TypeError("a"), new RangeError("b")]);
 * const [types, rest] = group.split((error) => error instanceof TypeError);
 * assertEquals(types?.errors.length, 1);
 * assertEquals(rest?.errors.length, 1);
 * ```
 */
export class ExceptionGroup extends AggregateError {
  /** The class name. */
  override name = "ExceptionGroup";
  /**
   * Makes an ExceptionGroup.
   *
   * @param message What the errors have in common.
   * @param errors The errors, at least one.
   */
  constructor(message: string, errors: unknown[]) {
    if (errors.length === 0) {
      throw new RangeError(
        "Cannot make an ExceptionGroup: second argument (exceptions) must be a non-empty sequence",
      );
    }
    super(errors, message);
  }

  /**
   * Splits the group, and the groups inside it, in two by a predicate.
   *
   * @param matches Tells for an error whether it belongs to the first part; it is asked for groups too.
   * @returns The matching part and the rest; `null` for an empty one.
   */
  split(
    matches: (error: unknown) => boolean,
  ): [ExceptionGroup | null, ExceptionGroup | null] {
    if (matches(this)) return [this, null];
    const inside: unknown[] = [];
    const outside: unknown[] = [];
    for (const error of this.errors) {
      if (isA(error, ExceptionGroup)) {
        const [yes, no] = error.split(matches);
        if (yes !== null) inside.push(yes);
        if (no !== null) outside.push(no);
      } else if (matches(error)) inside.push(error);
      else outside.push(error);
    }
    return [this.#derive(inside), this.#derive(outside)];
  }

  /**
   * The part of the group whose errors match, with its nesting kept.
   *
   * @param matches Tells for an error whether it is wanted; it is asked for groups too.
   * @returns The matching part, or `null`.
   */
  subgroup(matches: (error: unknown) => boolean): ExceptionGroup | null {
    return this.split(matches)[0];
  }

  #derive(errors: unknown[]): ExceptionGroup | null {
    if (errors.length === 0) return null;
    const group = new ExceptionGroup(this.message, errors);
    group.stack = this.stack;
    group.cause = this.cause;
    return group;
  }
}

/** Thrown by `Queue.getNowait()` on an empty queue. */
export class QueueEmpty extends Error {
  /** The class name. */
  override name = "QueueEmpty";
}

/** Thrown by `Queue.putNowait()` on a full queue. */
export class QueueFull extends Error {
  /** The class name. */
  override name = "QueueFull";
}

/** Thrown by a queue that was shut down. */
export class QueueShutDown extends Error {
  /** The class name. */
  override name = "QueueShutDown";
}

/** Thrown to everyone at a `Barrier` that was aborted or reset. */
export class BrokenBarrierError extends RuntimeError {
  /** The class name. */
  override name = "BrokenBarrierError";
}

/** Thrown when a stream ends before the bytes that were asked for came. */
export class IncompleteReadError extends Error {
  /** The class name. */
  override name = "IncompleteReadError";
  /** The bytes that did come. */
  readonly partial: Uint8Array;
  /** How many bytes were asked for; `null` where a separator was. */
  readonly expected: number | null;
  /**
   * Makes an IncompleteReadError.
   *
   * @param partial The bytes that did come.
   * @param expected How many bytes were asked for; `null` where a separator was.
   */
  constructor(partial: Uint8Array, expected: number | null) {
    super(
      `${partial.length} bytes read on a total of ${
        expected ?? "undefined"
      } expected bytes`,
    );
    this.partial = partial;
    this.expected = expected;
  }
}

/** Thrown when a stream's buffer limit is reached before a separator is found. */
export class LimitOverrunError extends Error {
  /** The class name. */
  override name = "LimitOverrunError";
  /** How many bytes of the buffer hold no separator for certain. */
  readonly consumed: number;
  /**
   * Makes a LimitOverrunError.
   *
   * @param message What overran.
   * @param consumed How many bytes of the buffer hold no separator for certain.
   */
  constructor(message: string, consumed: number) {
    super(message);
    this.consumed = consumed;
  }
}
