/** One run of a program under one schedule, and what it has come to. */
import { RuntimeError } from "./errors.ts";
import { ExplorerLoop, type Plan, type Schedule } from "./_explorer_loop.ts";
import { run } from "./run.ts";
import type { StepLog } from "./_step_log.ts";
import type { Coroutine } from "./task.ts";

/** What is explored. */
export interface Program {
  main: Coroutine<unknown>;
  maxSteps: number;
  /** How many milliseconds of a run the machine may be busy. */
  lag: number;
  /** What main gave in the loop's own order, if all schedules must give that. */
  expected: { value: unknown } | null;
}

export interface Outcome {
  schedule: Schedule;
  failure: { error: unknown } | null;
  value: unknown;
}

/** Runs a program under the schedule that a plan chooses. */
export async function runUnder(
  plan: Plan,
  program: Program,
  log: StepLog | null = null,
): Promise<Outcome> {
  const loop = new ExplorerLoop(plan, program);
  log?.watch(loop);
  let value: unknown;
  let failure: Outcome["failure"] = null;
  try {
    value = await run(program.main, { loopFactory: () => loop });
  } catch (error) {
    failure = { error };
  }
  const { report, schedule } = loop;
  if (failure === null && report !== null) {
    failure = { error: report.exception ?? new RuntimeError(report.message) };
  }
  const { expected } = program;
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
