/**
 * The explorer: runs a program under many schedules.
 *
 * @module
 */
import { currentFrame } from "./current.ts";
import { RuntimeError } from "./errors.ts";
import { now, startTimer } from "./_host.ts";
import { ExplorerLoop, type Plan, type Schedule } from "./_explorer_loop.ts";
import { formatToken, parseToken, Replay, ReplayError } from "./_replay.ts";
import { PriorityPlan, RandomPlan, Systematic } from "./_plans.ts";
import { randomFrom } from "./virtual_loop.ts";
import { run } from "./run.ts";
import { StepLog } from "./_step_log.ts";
import { type Coroutine, expectCoroutine } from "./task.ts";

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

interface Outcome {
  schedule: Schedule;
  failure: { error: unknown } | null;
  value: unknown;
}

/** The value that the first schedule gave. */
type Expected = { value: unknown } | null;

// The host gets a turn, and `onProgress` a call, once in so many milliseconds.
const BREATHE_EVERY = 100;
const MOST_TRIES_TO_SHORTEN = 200;

/**
 * Runs a program under many schedules, and reports the first that fails.
 *
 * Tasks that are ready together run in the loop's order: first in, first out.
 * On another day they get ready in another order. The explorer lets whatever is
 * ready run next, on a loop of virtual time, so that lost updates, deadlocks,
 * lost wake-ups and order-dependent results show that no test by hand finds.
 *
 * A schedule fails when main throws, when every task waits for ever (a deadlock:
 * RuntimeError), when it comes to no end, or when an exception is reported that
 * nobody retrieved. What else must hold, main asserts.
 *
 * Half of the schedules are tried systematically, those with the fewest
 * departures from the loop's own order first; half at random, with and without
 * priorities (PCT). When the systematic half has tried every schedule, the
 * report says `exhausted`. Nothing is skipped on a guess of which steps are
 * independent, since tasks share variables that the loop cannot see; only what
 * runs no code of the program is never waited with. So the number of schedules
 * grows fast: three tasks of three steps have some thousands.
 *
 * Main must make all that it uses: it runs many times.
 *
 * @typeParam T What main gives.
 * @param main The coroutine function.
 * @param options How many schedules, seed, replay.
 * @returns What was found.
 * @throws {RuntimeError} Inside a running loop; or if a replay does not fit the program.
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
 */
export async function explore<T>(
  main: Coroutine<T>,
  options: ExploreOptions = {},
): Promise<ExploreReport> {
  expectCoroutine(main, "explore");
  if (currentFrame()?._loop?.isRunning()) {
    throw new RuntimeError("explore() cannot be called from a running loop");
  }
  const { replay } = options;
  const limits = checkOptions(options);
  if (replay !== undefined) return await runReplay(main, replay, limits);
  return await search(main, options, limits);
}

interface Limits {
  schedules: number;
  seed: number;
  maxSteps: number;
}

function checkOptions(options: ExploreOptions): Limits {
  const { schedules = 1000, seed = 1, maxSteps = 10_000 } = options;
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
  return {
    schedules: schedules === "all" ? Infinity : schedules,
    seed,
    maxSteps,
  };
}

async function search<T>(
  main: Coroutine<T>,
  { schedules: wanted, sameResult = false, onProgress }: ExploreOptions,
  { schedules, seed, maxSteps }: Limits,
): Promise<ExploreReport> {
  const systematic = new Systematic();
  let expected: Expected = null;
  let breathedAt = now();
  let tried = 0;
  while (tried < schedules && !systematic.isExhausted) {
    const isSystematic = wanted === "all" || tried % 2 === 0;
    const plan = isSystematic
      ? systematic.next()
      : randomPlan(seed, tried, systematic.points);
    const outcome: Outcome = await runOnce(main, plan, maxSteps, expected);
    tried++;
    if (outcome.failure !== null) {
      const failure = await explain(main, outcome, maxSteps, expected);
      return { schedules: tried, exhausted: false, failure };
    }
    if (isSystematic) systematic.ran(outcome.schedule);
    if (sameResult) expected ??= { value: outcome.value };
    if (now() - breathedAt > BREATHE_EVERY) {
      onProgress?.(tried);
      await new Promise<void>((resolve) => startTimer(resolve, 0));
      breathedAt = now();
    }
  }
  return {
    schedules: tried,
    exhausted: systematic.isExhausted,
    failure: null,
  };
}

function randomPlan(seed: number, tried: number, points: number): Plan {
  const random = randomFrom(Math.imul(seed, 0x9e3779b1) ^ tried);
  return tried % 4 === 1
    ? new RandomPlan(random)
    : new PriorityPlan(random, points);
}

async function runReplay<T>(
  main: Coroutine<T>,
  token: string,
  { maxSteps }: Limits,
): Promise<ExploreReport> {
  const plan = new Replay(parseToken(token), "strict");
  const outcome = await runOnce(main, plan, maxSteps, null);
  if (plan.problem !== null) throw new ReplayError(token, plan.problem);
  const { failure } = outcome;
  return {
    schedules: 1,
    exhausted: false,
    failure: failure === null ? null : await tell(main, outcome, maxSteps),
  };
}

async function runOnce<T>(
  main: Coroutine<T>,
  plan: Plan,
  maxSteps: number,
  expected: Expected,
  log: StepLog | null = null,
): Promise<Outcome> {
  const loop = new ExplorerLoop(plan, maxSteps);
  log?.watch(loop);
  let value: unknown;
  let failure: Outcome["failure"] = null;
  try {
    value = await run(main, { loopFactory: () => loop });
  } catch (error) {
    failure = { error };
  }
  const { report, schedule } = loop;
  if (failure === null && report !== null) {
    failure = { error: report.exception ?? new RuntimeError(report.message) };
  }
  if (
    failure === null && expected !== null && !isSame(value, expected.value)
  ) {
    failure = {
      error: new RuntimeError(
        `order-dependent result: ${show(value)} here, ${
          show(expected.value)
        } in the loop's own order`,
      ),
    };
  }
  return { schedule, failure, value };
}

/** Makes a failing schedule as plain as possible, and tells it step by step. */
async function explain<T>(
  main: Coroutine<T>,
  found: Outcome,
  maxSteps: number,
  expected: Expected,
): Promise<NonNullable<ExploreReport["failure"]>> {
  let best = found;
  let tries = 0;
  for (let more = true; more;) {
    more = false;
    const { chosen } = best.schedule;
    for (let at = chosen.length - 1; at >= 0; at--) {
      if (chosen[at] === 0) continue;
      if (++tries > MOST_TRIES_TO_SHORTEN) break;
      const plan = new Replay({
        chosen: chosen.with(at, 0),
        counts: best.schedule.counts,
      }, "lenient");
      const outcome = await runOnce(main, plan, maxSteps, expected);
      if (!isSameFailure(outcome, found)) continue;
      if (departures(outcome) >= departures(best)) continue;
      best = outcome;
      more = true;
      break;
    }
  }
  return await tell(main, best, maxSteps);
}

/** Runs a failing schedule once more in debug mode, for the log and the places. */
async function tell<T>(
  main: Coroutine<T>,
  outcome: Outcome,
  maxSteps: number,
): Promise<NonNullable<ExploreReport["failure"]>> {
  const log = new StepLog();
  const plan = new Replay(outcome.schedule, "lenient");
  const again = await runOnce(main, plan, maxSteps, null, log);
  const { failure } = isSameFailure(again, outcome) ? again : outcome;
  return {
    error: failure?.error,
    replay: formatToken(outcome.schedule),
    log: log.lines,
  };
}

function departures({ schedule }: Outcome): number {
  return schedule.chosen.filter((choice) => choice !== 0).length;
}

function isSameFailure({ failure: one }: Outcome, { failure: other }: Outcome) {
  return one !== null && other !== null &&
    kindOf(one.error) === kindOf(other.error);
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Values may differ from schedule to schedule, the first words do not.
  return `${error.name} ${/^[^\d\n]*/.exec(error.message)?.[0]}`;
}

function show(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (
    typeof one !== "object" || typeof other !== "object" || one === null ||
    other === null || one.constructor !== other.constructor
  ) return false;
  if (one instanceof Map || one instanceof Set) {
    return isSame([...one], [...other as Iterable<unknown>]);
  }
  if (one instanceof Date) return +one === +(other as Date);
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length &&
    keys.every((key) =>
      key in other &&
      isSame(one[key as keyof typeof one], other[key as keyof typeof other])
    );
}
