/**
 * What a loop has to say: errors that nobody else gets, and debug mode.
 *
 * @module
 */
import { contextOf } from "./context.ts";
import type { Future } from "./future.ts";
import { debugFromEnvironment, now } from "./_host.ts";
import { Handle, type Runnable } from "./handle.ts";
import type { EventLoop } from "./event_loop.ts";
import { placed, placeOf } from "./_places.ts";
import { callSite, printReport } from "./_report.ts";
import { Scheduler } from "./scheduler.ts";
import { Task } from "./task.ts";
import type { Wait } from "./_wait.ts";

/** What an exception handler is told. */
export interface ExceptionContext {
  /** What happened. */
  message: string;
  /** What was thrown. */
  exception?: unknown;
  /** The future it happened to. */
  future?: Future<unknown>;
  /** The task it happened to. */
  task?: Task<unknown>;
  /** The callback it happened in. */
  handle?: Handle;
  /** In debug mode: `place` (file:line of the user's code) and `advice`. */
  [extra: string]: unknown;
}

/** Called for errors that nobody else gets. */
export type ExceptionHandler = (
  loop: EventLoop,
  context: ExceptionContext,
) => void;

/** Sees what a loop does; the recorder and the explorer are observers. */
export interface Observer {
  created(task: Task<unknown>): void;
  ended(task: Task<unknown>): void;
  cancelRequested(task: Task<unknown>): void;
  stepBegins(entry: Runnable): void;
  stepEnded(entry: Runnable): void;
}

/**
 * The part of an `EventLoop` that reports: exception handlers, debug mode, and
 * those who observe its steps. Programs use it through the loop.
 */
export abstract class ReportingLoop extends Scheduler {
  /** @ignore */
  _debug: boolean = debugFromEnvironment();
  /**
   * In debug mode a step or callback that takes this many milliseconds is reported.
   *
   * @default {100}
   */
  slowCallbackDuration = 100;
  #observer: Observer | null = null;
  #exceptionHandler: ExceptionHandler | null = null;
  #entry: Runnable | null = null;
  #entryBegan = 0;

  /** Makes a ReportingLoop. */
  constructor() {
    super();
    this._watched = this._debug;
  }

  /**
   * Sets who is told of errors that nobody else gets.
   *
   * @param handler The handler; `null` for the default one, which prints to stderr.
   * @throws {TypeError} If it is neither.
   */
  setExceptionHandler(handler: ExceptionHandler | null): void {
    if (handler !== null && typeof handler !== "function") {
      throw new TypeError(
        `A callable object or None is expected, got ${String(handler)}`,
      );
    }
    this.#exceptionHandler = handler;
  }

  /**
   * Who is told of errors that nobody else gets.
   *
   * @returns The handler; `null` for the default one.
   */
  getExceptionHandler(): ExceptionHandler | null {
    return this.#exceptionHandler;
  }

  /**
   * Prints an error to stderr.
   *
   * @param context What happened.
   */
  defaultExceptionHandler(context: ExceptionContext): void {
    printReport(context);
  }

  /**
   * Tells the exception handler of an error. It never throws.
   *
   * @param context What happened.
   */
  callExceptionHandler(context: ExceptionContext): void {
    const handler = this.#exceptionHandler;
    if (handler === null) {
      this.defaultExceptionHandler(context);
      return;
    }
    const own = context.task ?? context.future ?? context.handle;
    const place = own instanceof Task || own instanceof Handle
      ? contextOf(own)
      : contextOf(this._frame);
    try {
      place.run(handler, this._self, context);
    } catch (exception) {
      this.defaultExceptionHandler({
        message: "Unhandled error in exception handler",
        exception,
        context: context.message,
      });
    }
  }

  /**
   * Switches debug mode.
   *
   * @param enabled Whether slow steps, swallowed cancellations and waits that nobody awaited are reported.
   */
  setDebug(enabled: boolean): void {
    this._debug = enabled;
    // Of a step in which it begins, only the rest is measured.
    this.#entryBegan = now();
    this._watched = enabled || this.#observer !== null;
  }

  /**
   * Tells whether debug mode is on.
   *
   * @returns `true` if it is.
   */
  getDebug(): boolean {
    return this._debug;
  }

  /** @ignore */
  get _observer(): Observer | null {
    return this.#observer;
  }

  /** @ignore */
  set _observer(observer: Observer | null) {
    this.#observer = observer;
    this._watched = this._debug || observer !== null;
  }

  /** @ignore */
  override _entryFailed(exception: unknown): void {
    this.callExceptionHandler({ message: "Exception in the loop", exception });
  }

  /** @ignore */
  override _stepBegins(entry: Runnable): void {
    this.#entry = entry;
    this.#observer?.stepBegins(entry);
    if (this._debug) this.#entryBegan = now();
  }

  /** @ignore */
  override _stepEnded(): void {
    const entry = this.#entry;
    if (entry === null) return;
    this.#entry = null;
    this.#observer?.stepEnded(entry);
    if (!this._debug) return;
    const took = now() - this.#entryBegan;
    if (took < this.slowCallbackDuration) return;
    const who = entry._task?._describe() ??
      (entry instanceof Handle ? entry._describe() : "<wait>");
    const task = entry._task;
    const [wait] = task?._waits() ?? [];
    const next = wait === undefined ? null : placeOf(wait);
    this.callExceptionHandler({
      message: `Executing ${who} took ${(took / 1000).toFixed(3)} seconds`,
      ...(task === null ? {} : { task }),
      ...placed(entry),
      ...(next === null ? {} : { "up to": next }),
      advice:
        "nothing else ran meanwhile: split the work with sleep(0), or move it to a Worker with toThread()",
    });
  }

  /** @ignore */
  _callSite(): string | null {
    return callSite();
  }

  /** @ignore Debug mode: a wait that nobody awaited, or that outlived its task */
  _reportUnawaited(
    wait: Wait,
    task: Task<unknown> | null,
    neverAwaited: boolean,
  ): void {
    const what = neverAwaited
      ? "was never awaited"
      : "was still going on when its task ended";
    this.callExceptionHandler({
      message: `${wait._what()} ${what}`,
      ...(task === null ? {} : { task }),
      ...placed(wait),
      advice: neverAwaited
        ? "write await: nothing else waits for its end or sees its error"
        : "await it before the task ends, or cancel it: it goes on without the task",
    });
  }

  /** @ignore Debug mode: a task that is not done when its loop closes */
  _reportPending(task: Task<unknown>): void {
    this.callExceptionHandler({
      message: "Task was destroyed but it is pending!",
      task,
      ...placed(task),
      advice:
        "await it, or cancel it and await its end, before the loop closes",
    });
  }
}
