/**
 * Tests on virtual time that fail on leaks.
 *
 * @module
 */
import { RuntimeError } from "./errors.ts";
import type { ExceptionContext } from "./reporting.ts";
import type { Timed } from "./_heap.ts";
import { heldOn, watchHeld } from "./_holdings.ts";
import { type Runnable, TimerHandle } from "./handle.ts";
import { standsAt } from "./_blockers.ts";
import { placeOf } from "./_places.ts";
import { run } from "./run.ts";
import { sleep } from "./sleep.ts";
import type { Coroutine, Task } from "./task.ts";
import { VirtualLoop } from "./virtual_loop.ts";

/** How an `asyncTest()` runs. */
export interface AsyncTestOptions {
  /** Leaves the test out. */
  ignore?: boolean;
  /** Runs only tests that say so. */
  only?: boolean;
  /** The permissions the test has, as `Deno.test()` takes them. */
  permissions?: Deno.PermissionOptions;
  /**
   * What the loop's clock says at first, in milliseconds.
   *
   * @default {0}
   */
  start?: number;
  /** Shuffles what is ready together, reproducibly. */
  seed?: number;
}

/**
 * Registers a test that runs on a loop of virtual time, and fails on what it
 * leaves behind: tasks that are not done, exceptions that nobody retrieved,
 * locks that are held, permits of semaphores that are out, timers that are set,
 * waits that nobody awaits. The failure names where each was made.
 *
 * It needs no fake timers; where a test fakes the host's (`FakeTime` of
 * `@std/testing/time`), the loop's clock does not care.
 *
 * @param name The test's name.
 * @param fn The test, a coroutine function.
 * @param options Clock, seed, permissions.
 * @throws {TypeError} Where there is no `Deno.test()`.
 *
 * @example In a test file: `Deno.test()`, and so this, does not nest
 * ```ts ignore
 * import { createTask, Event, sleep } from "@asyncio/asyncio";
 * import { asyncTest } from "@asyncio/asyncio/testing";
 * import { assert } from "@std/assert";
 *
 * asyncTest("an alarm goes off after an hour", async () => {
 *   const alarm = new Event();
 *   const clock = createTask(async () => {
 *     await sleep(3_600_000);
 *     alarm.set();
 *   });
 *   await alarm.wait();
 *   assert(alarm.isSet());
 *   await clock; // without this line the test fails: clock is not done
 * });
 * ```
 */
export function asyncTest(
  name: string,
  fn: Coroutine<unknown>,
  options: AsyncTestOptions = {},
): void {
  const { start, seed, ...rest } = options;
  const test = (globalThis as { Deno?: { test?: typeof Deno.test } }).Deno
    ?.test;
  if (test === undefined) {
    throw new TypeError("Cannot register a test: there is no Deno.test() here");
  }
  test({ ...rest, name, fn: () => runWithoutLeaks(fn, { start, seed }) });
}

/** @internal Runs a test's body and throws if it leaves something behind. */
export async function runWithoutLeaks(
  body: Coroutine<unknown>,
  options: { start?: number | undefined; seed?: number | undefined } = {},
): Promise<void> {
  const loop = new TestLoop(options);
  let leaks: string[] = [];
  const unwatch = watchHeld();
  try {
    await run(async () => {
      await body();
      leaks = loop.leaksOf([...loop._tasks][0] as Task<unknown>);
      // What the body ended is given a step to end in.
      if (leaks.length > 0) {
        await sleep(0);
        leaks = loop.leaksOf([...loop._tasks][0] as Task<unknown>);
      }
    }, { loopFactory: () => loop, debug: true });
  } finally {
    unwatch();
  }
  const seen = new Set(leaks);
  const reports = loop.reports.filter(({ task }) =>
    task === undefined || !loop.leftovers.has(task)
  );
  for (const report of reports) seen.add(line(report));
  if (seen.size === 0) return;
  const cause = reports.find((report) => "exception" in report)?.exception;
  throw new RuntimeError(
    ["the test leaves something behind:", ...seen].join("\n  "),
    cause === undefined ? undefined : { cause },
  );
}

class TestLoop extends VirtualLoop {
  readonly reports: ExceptionContext[] = [];
  /** The tasks that were not done when the body had ended. */
  leftovers: Set<Task<unknown>> = new Set();
  readonly #timers = new Set<TimerHandle>();

  constructor(
    options: { start?: number | undefined; seed?: number | undefined },
  ) {
    super({
      ...(options.start === undefined ? {} : { start: options.start }),
      ...(options.seed === undefined ? {} : { seed: options.seed }),
    });
    this.slowCallbackDuration = Infinity;
    this.setExceptionHandler((_loop, context) => {
      this.reports.push(context);
    });
  }

  override _schedule(timer: Timed & Runnable): void {
    if (timer instanceof TimerHandle) this.#timers.add(timer);
    super._schedule(timer);
  }

  leaksOf(main: Task<unknown>): string[] {
    const leaks: string[] = [];
    this.leftovers = new Set(this._tasks);
    this.leftovers.delete(main);
    for (const task of this.leftovers) {
      leaks.push(
        `${task.getName()} is not done: it waits for ${standsAt(task)}` +
          at("created", placeOf(task)),
      );
    }
    for (const { what, place } of heldOn(this)) {
      leaks.push(`${what}${at("taken", place)}`);
    }
    for (const timer of this.#timers) {
      if (!timer._scheduled || timer.cancelled()) continue;
      const name = timer._callback?.name || "a function";
      leaks.push(
        `a timer is set: ${name} is called at ${timer.when()} ms` +
          at("set", placeOf(timer)),
      );
    }
    return leaks;
  }
}

function at(verb: string, place: string | null): string {
  return place === null ? "" : `; ${verb} at ${place}`;
}

function line(
  { message, exception, place, ...rest }: ExceptionContext,
): string {
  const who = rest.task ?? rest.future;
  const what = exception === undefined ? "" : `: ${String(exception)}`;
  return `${message}${what}${who === undefined ? "" : ` (${who._describe()})`}${
    typeof place === "string" ? `; made at ${place}` : ""
  }`;
}
