/**
 * The recorder: what a program did, step by step.
 *
 * @module
 */
import { type EventLoop, newEventLoop } from "./event_loop.ts";
import { Recorder } from "./_recorder.ts";
import { run, type RunOptions } from "./run.ts";
import { type Coroutine, expectCoroutine } from "./task.ts";
import { toChromeTrace } from "./_trace_chrome.ts";
import { toPage } from "./_trace_page.ts";
import { toPlayer } from "./_trace_player.ts";

/** One thing that happened. */
export interface TraceEvent {
  /** Milliseconds on the loop's clock since the start. */
  t: number;
  /**
   * What happened: a task was created, ran a step, began a wait, went away to
   * await a promise that is not the loop's, had its timer fall due, became
   * ready, was asked to cancel, printed something, ended; or a callback ran.
   */
  kind:
    | "create"
    | "step"
    | "wait"
    | "away"
    | "timer"
    | "wake"
    | "cancel"
    | "print"
    | "end"
    | "callback";
  /** Whose it is: an index of `lanes`; `null` for a callback. */
  task: number | null;
  /** What is waited for or printed, which callback it was, or how the task ended. */
  note?: string;
  /** Who created or cancelled it: an index of `lanes`. */
  by?: number;
  /** When the wait's timer falls due. */
  until?: number;
  /** Milliseconds that the step took; not with a virtual clock. */
  took?: number;
  /** In debug mode: the file of the user's code. */
  file?: string;
  /** In debug mode: the line in it. */
  line?: number;
}

/** One step of one task: from where it went on to its next wait. */
export interface PlayerStep {
  /** The loop's clock, in milliseconds. */
  t: number;
  /** Whose step it was: an index of `lanes`. */
  lane: number;
  /** Its timer fell due: the task became ready, its step is to come. */
  fired?: true;
  /**
   * What the task waits for after the step. Without it, and without an `end`, it
   * awaits a promise that is not the loop's.
   */
  wait?: string;
  /** The line where that wait stands. */
  line?: number;
  /** How the task ended with this step: "done", "failed" or "cancelled". */
  end?: string;
  /** What it printed, up to the task's next step. */
  prints?: string[];
  /** The tasks in the ready queue after the step. */
  ready: number[];
  /** The tasks that wait for a timer. */
  timers: number[];
}

/** A recorded run. */
export interface PlayerTrace {
  /** The names of the tasks, in the order of their creation. */
  lanes: string[];
  /** What they did. */
  steps: PlayerStep[];
}

/** One entry of the Trace Event Format. */
export interface ChromeEvent {
  /** What the slice says. */
  name: string;
  /** "step", "wait" or "callback". */
  cat?: string;
  /** X: a slice; i: an instant; M: the name of a thread. */
  ph: "X" | "i" | "M";
  /** Microseconds since the start. */
  ts: number;
  /** Microseconds. */
  dur?: number;
  /** The process: always 1. */
  pid: number;
  /** The thread: the index of the task. */
  tid: number;
  /** More to read. */
  args?: Record<string, unknown>;
}

/** A file in the Trace Event Format. */
export interface ChromeTrace {
  /** What happened. */
  traceEvents: ChromeEvent[];
  /** The unit that times are shown in. */
  displayTimeUnit: "ms";
}

/** How `record()` records. */
export interface RecordOptions extends RunOptions {
  /**
   * How many events at most; the rest of the run is not recorded.
   *
   * @default {100000}
   */
  limit?: number;
  /**
   * Notes what the program prints by `console`, each line with the step it is of.
   *
   * @default {false}
   */
  prints?: boolean;
}

/**
 * A recorded run. Under a virtual loop the same program gives the same trace.
 *
 * @typeParam T What main gave.
 */
export class Trace<T = unknown> {
  /** The tasks, in order of creation: "Task-1" or the given name. */
  readonly lanes: readonly string[];
  /** What happened, in order. */
  readonly events: readonly TraceEvent[];
  /** Whether the run went on after `limit` events. */
  readonly isCut: boolean;
  /** How main ended. */
  readonly outcome: { value: T } | { error: unknown };
  readonly #origin: number;

  /** @ignore */
  constructor(recorder: Recorder, outcome: { value: T } | { error: unknown }) {
    this.lanes = recorder.lanes;
    this.events = recorder.events;
    this.isCut = recorder.isCut;
    this.outcome = outcome;
    this.#origin = recorder.origin;
  }

  /**
   * For the site's player, and `JSON.stringify(trace)`: lanes and steps, each
   * with the ready queue and the timers after it.
   *
   * @returns Plain data.
   */
  toJSON(): PlayerTrace {
    return toPlayer(this);
  }

  /**
   * For chrome://tracing and https://ui.perfetto.dev: a thread a task, a slice a
   * step or wait.
   *
   * @returns Plain data, to be saved as JSON.
   */
  toChrome(): ChromeTrace {
    return toChromeTrace(this);
  }

  /**
   * A page that needs nothing else: tasks as lanes, steps and waits in order.
   *
   * @param title The page's title.
   * @returns HTML.
   */
  toHtml(title = "asyncio trace"): string {
    return toPage(this, title);
  }

  /**
   * Puts the steps and waits on tracks of the browser's performance panel, by
   * `performance.measure()`.
   */
  measure(): void {
    for (
      const { name, ph, ts, dur = 0, tid, cat } of this.toChrome().traceEvents
    ) {
      if (ph !== "X") continue;
      const start = this.#origin + ts / 1000;
      performance.measure(name, {
        start,
        end: start + dur / 1000,
        detail: {
          devtools: {
            dataType: "track-entry",
            track: this.lanes[tid] ?? "callbacks",
            trackGroup: "asyncio",
            color: cat === "wait" ? "secondary-light" : "primary",
          },
        },
      });
    }
  }
}

/**
 * Runs a program and records what its loop does: steps, waits, wake-ups, timers,
 * cancellations. In debug mode waits and tasks have the line of the code.
 *
 * A loop that is not recorded pays nothing for it.
 *
 * @typeParam T What main gives.
 * @param main The coroutine function.
 * @param options Those of `run()`; `limit`.
 * @returns The trace, also when main throws: see its `outcome`.
 * @throws {RuntimeError} Inside a running loop.
 * @throws {TypeError} If main is not a function.
 * @throws {RangeError} If the limit is not a whole number from 1.
 *
 * @example
 * ```ts
 * import { gather, record, sleep } from "@asyncio/asyncio";
 * import { newVirtualLoop } from "@asyncio/asyncio/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const trace = await record(
 *   () => gather([() => sleep(10), () => sleep(20)]),
 *   { loopFactory: newVirtualLoop },
 * );
 * assertEquals(trace.lanes, ["Task-1", "Task-2", "Task-3"]);
 * const ends = trace.events.filter(({ kind }) => kind === "end");
 * assertEquals(ends.map(({ t, task }) => [t, task]), [[10, 1], [20, 2], [20, 0]]);
 * ```
 */
export async function record<T>(
  main: Coroutine<T>,
  options: RecordOptions = {},
): Promise<Trace<T>> {
  const {
    limit = 100_000,
    loopFactory = newEventLoop,
    prints = false,
    ...rest
  } = options;
  expectCoroutine(main, "record");
  if (!(Number.isInteger(limit) && limit >= 1)) {
    throw new RangeError(
      `Cannot record ${String(limit)} events: expected a whole number from 1`,
    );
  }
  const recorder = new Recorder(limit);
  let isRunning = false;
  const recorded = (): EventLoop => {
    const loop = loopFactory();
    recorder.watch(loop);
    if (prints) recorder.listen();
    isRunning = true;
    return loop;
  };
  try {
    const value = await run(main, { ...rest, loopFactory: recorded });
    return new Trace(recorder, { value });
  } catch (error) {
    if (!isRunning) throw error;
    return new Trace<T>(recorder, { error });
  } finally {
    recorder.end();
  }
}
