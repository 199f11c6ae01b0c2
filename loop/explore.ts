/**
 * The explorer: runs a program under many schedules.
 *
 * @module
 */
import { currentFrame } from "./current.ts";
import { RuntimeError } from "./errors.ts";
import { shorten, tell } from "./_explain.ts";
import type { Plan, Schedule } from "./_explorer_loop.ts";
import { type Program, runUnder } from "./_explorer_run.ts";
import { now, startTimer } from "./_host.ts";
import { OWN_ORDER, PriorityPlan, RandomPlan, Systematic } from "./_plans.ts";
import { parseToken, Replay, ReplayError } from "./_replay.ts";
import { type Coroutine, expectCoroutine } from "./task.ts";
import { randomFrom } from "./virtual_loop.ts";

/** How `explore()` explores. */
export interface ExploreOptions {
  /**
   * How many schedules at most; `"all"`: until there is no other.
   *
   * @default {1000}
   */
  schedules?: number | "all";
  /**
   * Fixes what is drawn at random.
   *
   * @default {1}
   */
  seed?: number;
  /** Runs only this schedule: the `replay` of a report, from whatever process. */
  replay?: string;
  /**
   * Counts it as a failure when main gives different values under different schedules.
   *
   * @default {false}
   */
  sameResult?: boolean;
  /**
   * For how many milliseconds of a run, in all, the machine may be busy. While it
   * is, timers fall due though something is ready: a timeout of 50 strikes in the
   * middle of a hand-over, a sleep of 20 ends before that of 10 has gone on. With
   * `Infinity` no timer is sure to wait for anything.
   *
   * @default {0}
   */
  lag?: number;
  /**
   * Steps after which a schedule counts as a livelock.
   *
   * @default {10000}
   */
  maxSteps?: number;
  /**
   * Called now and then.
   *
   * @param schedules How many were tried so far.
   */
  onProgress?: (schedules: number) => void;
}

/** What `explore()` has found. */
export interface ExploreReport {
  /** How many schedules were tried. */
  schedules: number;
  /** Whether that was every one. */
  exhausted: boolean;
  /**
   * Every schedule with at most so many departures from the loop's own order was
   * tried; `Infinity` when that was all, `null` when not even that order was.
   */
  departures: number | null;
  /** The first schedule that failed; `null` if none did. */
  failure: null | {
    /** What main threw, what nobody retrieved, or which deadlock there was. */
    error: unknown;
    /** The schedule, for `explore(main, { replay })`. */
    replay: string;
    /** What happened, a line a step: "Task-2 waits for Lock#1.acquire()". */
    log: string[];
  };
}

// The host gets a turn, and `onProgress` a call, once in so many milliseconds.
const BREATHE_EVERY = 100;

/**
 * Runs a program under many schedules, and reports the first that fails.
 *
 * Tasks that are ready together run in the loop's order: first in, first out.
 * On another day they get ready in another order. The explorer lets whatever is
 * ready run next, so that lost updates, deadlocks, lost wake-ups and
 * order-dependent results show that no test by hand finds. What every loop keeps
 * it keeps: callbacks run in order, timers fall due in order.
 *
 * Time is virtual and exact: it passes when nothing is ready. With `lag` it also
 * passes while something is, as on a machine that is busy, and timeouts strike in
 * the middle of things.
 *
 * A schedule fails when main throws, when every task waits for ever (a deadlock:
 * RuntimeError), when it comes to no end, or when an exception is reported that
 * nobody retrieved. What else must hold, main asserts.
 *
 * Half of the schedules are tried systematically, those with the fewest
 * departures from the loop's own order first; half at random, with and without
 * priorities (PCT). When the systematic half has tried every schedule, the
 * report says `exhausted`.
 *
 * Schedules are left out only where no program could tell them apart: a sleep
 * that falls due and a child that is counted are no steps to be reordered, which
 * leaves a third to a hundredth of them. Two steps of the program's own are never
 * taken for independent, since tasks share variables that the loop cannot see. So
 * the number grows fast: three tasks of three steps have 1680.
 *
 * Main runs many times: it must make all that it uses, and do the same each time
 * under the same schedule. `Math.random()`, the host's clock and I/O make it differ.
 *
 * @typeParam T What main gives.
 * @param main The coroutine function.
 * @param options How many schedules, seed, replay.
 * @returns What was found.
 * @throws {RuntimeError} Inside a running loop; if a replay does not fit the program;
 *   if main does not do the same each time.
 * @throws {RangeError} If an option is out of range, or the replay is not one.
 * @throws {TypeError} If main is not a function.
 *
 * @example A lost update
 * ```ts
 * import { gather, sleep } from "@asyncio/asyncio";
 * import { explore } from "@asyncio/asyncio/testing";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const report = await explore(async () => {
 *   let total = 0;
 *   async function add(n: number) {
 *     const before = total;
 *     await sleep(0);
 *     total = before + n;
 *   }
 *   await gather([() => add(1), () => add(2)]);
 *   assertEquals(total, 3);
 * });
 * assert(report.failure !== null);
 * console.log(report.failure.log.join("\n"), report.failure.replay);
 * ```
 *
 * @example A timeout that strikes when the permit has just been taken
 * ```ts
 * import { gather, Semaphore, sleep, timeout, TimeoutError } from "@asyncio/asyncio";
 * import { explore } from "@asyncio/asyncio/testing";
 * import { assertEquals, assertMatch } from "@std/assert";
 *
 * async function main() {
 *   const permits = new Semaphore(1);
 *   async function work() {
 *     await permits.acquire(); // should be: using _permit = …
 *     await sleep(20);
 *     permits.release();
 *   }
 *   async function hurried() {
 *     try {
 *       await timeout(30, work);
 *     } catch (error) {
 *       if (!(error instanceof TimeoutError)) throw error;
 *     }
 *   }
 *   await gather([hurried, work]);
 * }
 * const exact = await explore(main);
 * assertEquals([exact.failure, exact.exhausted], [null, true]);
 * const late = await explore(main, { lag: 10 });
 * assertMatch(String(late.failure?.error), /deadlock/);
 * ```
 */
export async function explore<T>(
  main: Coroutine<T>,
  options: ExploreOptions = {},
): Promise<ExploreReport> {
  expectCoroutine(main, "explore");
  if (currentFrame()?._loop?.isRunning()) {
    throw new RuntimeError("explore() cannot be called from a running loop");
  }
  const { replay, sameResult = false } = options;
  const limits = checkOptions(options);
  const { maxSteps, lag } = limits;
  const program: Program = { main, maxSteps, lag, expected: null };
  if (replay === undefined) return await search(program, options, limits);
  const { schedule, lag: itsLag } = parseToken(replay);
  program.lag = itsLag;
  return await replayOne(program, replay, schedule, sameResult);
}

interface Limits {
  schedules: number;
  seed: number;
  maxSteps: number;
  lag: number;
}

function checkOptions(options: ExploreOptions): Limits {
  const { schedules = 1000, seed = 1, maxSteps = 10_000, lag = 0 } = options;
  if (schedules !== "all" && !(Number.isInteger(schedules) && schedules >= 1)) {
    throw new RangeError(
      `Cannot explore ${
        String(schedules)
      } schedules: expected a whole number from 1, or "all"`,
    );
  }
  if (!Number.isInteger(seed)) {
    throw new RangeError(`Cannot use seed ${String(seed)}: not a whole number`);
  }
  if (!(maxSteps >= 1)) {
    throw new RangeError(`Cannot stop after ${String(maxSteps)} steps`);
  }
  if (!(Number.isInteger(lag) || lag === Infinity) || lag < 0) {
    throw new RangeError(
      `Cannot explore a lag of ${
        String(lag)
      }: expected whole milliseconds from 0, or Infinity`,
    );
  }
  return {
    schedules: schedules === "all" ? Infinity : schedules,
    seed,
    maxSteps,
    lag,
  };
}

async function search(
  program: Program,
  { schedules: wanted, sameResult = false, onProgress }: ExploreOptions,
  { schedules, seed }: Limits,
): Promise<ExploreReport> {
  const systematic = new Systematic();
  let breathedAt = now();
  let tried = 0;
  while (tried < schedules && !systematic.isExhausted) {
    const isSystematic = wanted === "all" || tried % 2 === 0;
    const plan = isSystematic
      ? systematic.next()
      : randomPlan(seed, tried, systematic.points);
    const outcome = await runUnder(plan, program);
    tried++;
    if (outcome.failure !== null) {
      const plainest = await shorten(program, outcome);
      return {
        schedules: tried,
        exhausted: false,
        departures: systematic.departures,
        failure: await tell(program, plainest),
      };
    }
    if (isSystematic) {
      if (plan instanceof Replay) expectSame(plan);
      systematic.ran(outcome.schedule);
    }
    if (sameResult) program.expected ??= { value: outcome.value };
    if (now() - breathedAt > BREATHE_EVERY) {
      onProgress?.(tried);
      await new Promise<void>((resolve) => startTimer(resolve, 0));
      breathedAt = now();
    }
  }
  return {
    schedules: tried,
    exhausted: systematic.isExhausted,
    departures: systematic.departures,
    failure: null,
  };
}

function expectSame({ problem }: Replay): void {
  if (problem === null) return;
  throw new RuntimeError(
    `Cannot explore: main does not do the same each time: ${problem}`,
    { cause: "make inside main all that it uses, draw nothing at random" },
  );
}

function randomPlan(seed: number, tried: number, points: number): Plan {
  const random = randomFrom(Math.imul(seed, 0x9e3779b1) ^ tried);
  return tried % 4 === 1
    ? new RandomPlan(random)
    : new PriorityPlan(random, points);
}

async function replayOne(
  program: Program,
  token: string,
  schedule: Schedule,
  sameResult: boolean,
): Promise<ExploreReport> {
  if (sameResult) {
    const { value, failure } = await runUnder(OWN_ORDER, program);
    if (failure === null) program.expected = { value };
  }
  const plan = new Replay(schedule, "strict");
  const outcome = await runUnder(plan, program);
  if (plan.problem !== null) throw new ReplayError(token, plan.problem);
  return {
    schedules: 1,
    exhausted: false,
    departures: null,
    failure: outcome.failure === null ? null : await tell(program, outcome),
  };
}
