/**
 * A pool of Workers.
 *
 *     submit ─▶ an idle Worker, else a new one up to `size`, else the queue
 *     answer, or the Worker's end ─▶ the call it was serving, and no other
 *     cancel ─▶ asked by its AbortSignals; `grace` later, or at once where it
 *               has none, the Worker is terminated
 *
 * @module
 */
import { CancelledError, RuntimeError } from "./errors.ts";
import type { Executor } from "./event_loop.ts";
import { startTimer, stopTimer } from "./_host.ts";
import { targetOf } from "./module_function.ts";
import { printReport, type ReportParts } from "./_report.ts";
import { Ring } from "./_ring.ts";
import { Call, makeOutcome, sendable, settle } from "./_call.ts";
import { ignore } from "./_wait.ts";
import { cannotCross, pack, unpack } from "./_crossing.ts";
import {
  type Answer,
  coreCount,
  type HostWorker,
  startWorker,
} from "./_worker.ts";

/** How a pool of Workers is made. */
export interface WorkerPoolOptions {
  /**
   * How many Workers it has at most.
   *
   * @default {the machine's cores}
   */
  size?: number;
  /**
   * Milliseconds that a cancelled call with an `AbortSignal` gets to end, before
   * its Worker is terminated.
   *
   * @default {1000}
   */
  grace?: number;
}

/** A Worker of the pool; `call` is the one it serves. */
interface Thread {
  worker: HostWorker;
  call: Call<unknown> | null;
  /** Takes off what watches the call. */
  unwatch: () => void;
}

/**
 * A pool of Workers that runs functions named by `moduleFunction()`. Every loop
 * makes one of its own for `toThread()`; make one by hand for another size.
 *
 * Workers start when they are needed, are used again, and end with the pool.
 * Arguments and results are structured clones: class instances arrive as plain
 * objects. An `AbortSignal` given as an argument of its own works in the Worker.
 * Errors arrive with the stack they had there; one of a class that is neither the
 * language's nor this module's arrives as an `Error` of that name.
 *
 * Cancelling a call drops its result. A call that was given an `AbortSignal` is
 * asked to end by it, and has `grace` milliseconds to do so; any other is ended
 * with its Worker at once. Deno 2.9 lets a synchronous function that is terminated
 * run to its end, unseen, and does not wait for it at exit.
 *
 * @example
 * ```ts
 * import { getRunningLoop, moduleFunction, run, WorkerPool } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * const upper = moduleFunction<(text: string) => string>(
 *   "data:text/javascript,export const upper = (text) => text.toUpperCase()",
 *   "upper",
 * );
 * await run(async () => {
 *   await using pool = new WorkerPool({ size: 2 });
 *   const loop = getRunningLoop();
 *   assertEquals(await loop.runInExecutor(pool, upper, "hello"), "HELLO");
 * });
 * ```
 */
export class WorkerPool implements Executor {
  readonly #size: number;
  readonly #grace: number;
  #state: "open" | "shut down" = "open";
  readonly #threads: Set<Thread> = new Set();
  /** Those of `#threads` that serve no call. */
  readonly #idle: Thread[] = [];
  /** Calls for which there was no Worker; cancelled ones stay until their turn. */
  readonly #queue: Ring<Call<unknown>> = new Ring();
  readonly #ended = makeOutcome<void>();
  readonly #cancelCall = (call: Call<unknown>) => this.#cancel(call);
  /** @ignore Who is told of errors that belong to no call */
  _report: (parts: ReportParts) => void = printReport;

  /**
   * Makes a pool; its Workers start when calls come.
   *
   * @param options Size and grace.
   * @throws {RangeError} If the size is not a whole number above 0, or the grace is negative.
   */
  constructor(options: WorkerPoolOptions = {}) {
    const { size = coreCount(), grace = 1000 } = options;
    if (!Number.isInteger(size) || size < 1) {
      throw new RangeError(
        `Cannot make a WorkerPool of size ${size}: expected a whole number above 0`,
      );
    }
    if (!(grace >= 0)) {
      throw new RangeError(
        `Cannot make a WorkerPool with grace ${grace}: expected milliseconds`,
      );
    }
    this.#size = size;
    this.#grace = grace;
  }

  /**
   * Runs a function in a Worker.
   *
   * @typeParam A The arguments.
   * @typeParam T What it gives.
   * @param fn The function, by `moduleFunction()`.
   * @param args Its arguments.
   * @returns What it gives. `cancel()` of it stops the call.
   * @throws {TypeError} If `fn` was not made by `moduleFunction()`.
   * @throws {RuntimeError} "cannot schedule new futures after shutdown".
   */
  submit<A extends unknown[], T>(
    fn: (...args: A) => T,
    args: A,
  ): PromiseLike<Awaited<T>> & { cancel(message?: string): boolean } {
    if (this.#state !== "open") {
      throw new RuntimeError("cannot schedule new futures after shutdown");
    }
    const target = typeof fn === "function" ? targetOf(fn) : null;
    if (target === null) throw new TypeError(cannotCross(fn));
    const call = new Call<Awaited<T>>(target, args, this.#cancelCall);
    this.#place(call as Call<unknown>);
    return call;
  }

  /**
   * Ends it, once the calls that were submitted are done.
   *
   * @returns When no Worker is left. `cancel()` of it ends what still runs.
   */
  shutdown(): PromiseLike<void> & { cancel(): boolean } {
    if (this.#state === "open") {
      this.#state = "shut down";
      for (const thread of this.#idle.splice(0)) this.#remove(thread);
      this.#checkEnd();
    }
    const { promise } = this.#ended;
    return {
      then: promise.then.bind(promise) as PromiseLike<void>["then"],
      cancel: () => this.#abandon(),
    };
  }

  /**
   * The same as `shutdown()`, for `await using`.
   *
   * @returns When no Worker is left.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  #place(call: Call<unknown>): void {
    try {
      const thread = this.#freeThread();
      if (thread !== null) this.#begin(thread, call);
      else {
        this.#freeze(call);
        this.#queue.push(call);
      }
    } catch (error) {
      call.reject(error as Error);
    }
  }

  #hasRoom(): boolean {
    return this.#idle.length > 0 || this.#threads.size < this.#size;
  }

  #freeThread(): Thread | null {
    if (!this.#hasRoom()) return null;
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    const thread: Thread = {
      call: null,
      unwatch: ignore,
      worker: startWorker({
        answered: (answer) => this.#answered(thread, answer),
        ended: (error) => this.#died(thread, error),
      }),
    };
    this.#threads.add(thread);
    return thread;
  }

  #begin(thread: Thread, call: Call<unknown>): void {
    const { worker } = thread;
    call.order.signals = call.signals.map(([place, signal]) => [
      place,
      signal.aborted ? pack(signal.reason) : null,
    ]);
    try {
      sendable(call, () => worker.post(call.order, call.transfer));
    } catch (error) {
      this.#free(thread);
      throw error;
    }
    const stops = call.signals.map(([place, signal]) => {
      const abort = () =>
        worker.post({ kind: "abort", place, reason: pack(signal.reason) }, []);
      signal.addEventListener("abort", abort);
      return () => signal.removeEventListener("abort", abort);
    });
    thread.unwatch = () => stops.forEach((stop) => stop());
    thread.call = call;
    call.state = "running";
    worker.hold(true);
  }

  // A queued call takes its arguments as they are now.
  #freeze(call: Call<unknown>): void {
    const { order, transfer } = call;
    const copy = sendable(
      call,
      () => structuredClone({ order, transfer }, { transfer }),
    );
    call.order = copy.order;
    call.transfer = copy.transfer;
  }

  #answered(thread: Thread, answer: Answer): void {
    if (answer.kind === "died") {
      thread.worker.terminate();
      return this.#died(thread, unpack(answer.error));
    }
    const { call } = thread;
    if (call === null) return;
    if (call.state === "cancelling") call.rejectCancelled();
    else settle(call, answer);
    this.#free(thread);
    this.#next();
  }

  #died(thread: Thread, error: unknown): void {
    const { call } = thread;
    this.#remove(thread);
    if (call === null) {
      if (error !== undefined) {
        this._report({
          message: "A Worker failed while it served no call",
          exception: error,
        });
      }
    } else if (call.state === "cancelling") call.rejectCancelled();
    else {
      const why = error === undefined
        ? "it was closed from inside"
        : String(error);
      call.reject(
        new RuntimeError(
          `The Worker that ran ${call.name}() died: ${why}`,
          error === undefined ? undefined : { cause: error },
        ),
      );
    }
    this.#next();
  }

  #free(thread: Thread): void {
    thread.unwatch();
    thread.unwatch = ignore;
    thread.call = null;
    thread.worker.hold(false);
    this.#idle.push(thread);
  }

  #remove(thread: Thread): void {
    this.#threads.delete(thread);
    const index = this.#idle.indexOf(thread);
    if (index >= 0) this.#idle.splice(index, 1);
    thread.unwatch();
    thread.worker.terminate();
  }

  #next(): void {
    while (this.#queue.size > 0 && this.#hasRoom()) {
      const call = this.#queue.shift();
      if (call.state !== "settled") this.#place(call);
    }
    if (this.#state === "shut down") {
      for (const thread of this.#idle.splice(0)) this.#remove(thread);
    }
    this.#checkEnd();
  }

  #checkEnd(): void {
    if (this.#state === "open") return;
    if (this.#threads.size > 0 || this.#queue.size > 0) return;
    this.#ended.resolve();
  }

  /** Returns whether the call is still to end, by its own doing. */
  #cancel(call: Call<unknown>): boolean {
    const thread = [...this.#threads].find((each) => each.call === call);
    if (
      thread !== undefined && call.state === "running" &&
      call.signals.length > 0 && this.#grace > 0
    ) {
      call.state = "cancelling";
      this.#ask(thread, call);
      return true;
    }
    call.rejectCancelled();
    if (thread !== undefined) {
      this.#remove(thread);
      this.#next();
    }
    return false;
  }

  #ask(thread: Thread, call: Call<unknown>): void {
    thread.unwatch();
    const timer = startTimer(() => {
      call.rejectCancelled();
      this.#remove(thread);
      this.#next();
    }, this.#grace);
    thread.unwatch = () => stopTimer(timer);
    const reason = pack(new CancelledError(undefined));
    for (const [place] of call.signals) {
      thread.worker.post({ kind: "abort", place, reason }, []);
    }
  }

  #abandon(): boolean {
    while (this.#queue.size > 0) this.#queue.shift().cancel();
    for (const thread of [...this.#threads]) {
      const { call } = thread;
      this.#remove(thread);
      call?.rejectCancelled();
    }
    this.#checkEnd();
    return false;
  }
}
