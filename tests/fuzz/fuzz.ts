/** Random programs, run here and by CPython, and what must hold in any case. */
import fc from "npm:fast-check@4.10.2";
import { diff } from "../conformance/_suite.ts";
import { programs } from "./arbitrary.ts";
import { interpret } from "./interpreter.ts";
import type { Oracle } from "./oracle.ts";
import type { Program } from "./program.ts";

/** How many programs there were, and what the first bad one, made small, does. */
export interface Outcome {
  programs: number;
  lines: number;
  problem: string | null;
}

/**
 * Runs programs until one differs from the oracle or breaks an invariant. The
 * oracle may be missing; families of steps are those of arbitrary.ts.
 */
export async function fuzz(
  count: number,
  seed: number,
  oracle: Oracle | null,
  families?: string[],
): Promise<Outcome> {
  const outcome: Outcome = { programs: 0, lines: 0, problem: null };
  const result = await fc.check(
    fc.asyncProperty(programs(families), async (program) => {
      outcome.programs++;
      outcome.lines += await check(program, oracle);
    }),
    { seed, numRuns: count, endOnFailure: false },
  );
  if (result.failed) {
    const program = result.counterexample?.[0];
    outcome.problem = [
      `seed ${seed}, program ${result.numRuns}, made small:`,
      JSON.stringify(program),
      String((result.errorInstance as Error | null)?.message),
    ].join("\n");
  }
  return outcome;
}

/** Throws where a program does not do what it should; gives the lines it logged. */
export async function check(
  program: Program,
  oracle: Oracle | null,
): Promise<number> {
  const [logged, expected] = await Promise.all([
    interpret(program),
    oracle?.run(program),
  ]);
  checkInvariants(program, logged);
  if (expected !== undefined) {
    checkSame(expected, inWordsOf(expected, logged, program));
  }
  // In another order of what is ready together, the invariants hold as well.
  checkInvariants(program, await interpret(program, 1));
  return logged.length;
}

const withoutMessage = (line: string): string =>
  line.replaceAll(/CancelledError\([^)]*\)/g, "CancelledError()");

/**
 * The log with CPython's line wherever it means the same. The message of a
 * cancellation reaches the first who awaits the task there, everyone here; a
 * cancelled gather gives the message of one of its children, and it is chance
 * which.
 */
function inWordsOf(
  expected: string[],
  logged: string[],
  program: Program,
): string[] {
  const gathers = /"do":"(gather|cancelGather)/.test(JSON.stringify(program));
  return logged.map((line, i) => {
    const other = expected[i] ?? "";
    const isFree = gathers || other.includes("CancelledError()");
    return isFree && withoutMessage(line) === withoutMessage(other)
      ? other
      : line;
  });
}

function checkSame(expected: string[], logged: string[]): void {
  const longest = Math.max(expected.length, logged.length);
  let first = 0;
  while (first < longest && expected[first] === logged[first]) first++;
  if (first === longest) return;
  const from = Math.max(0, first - 8);
  const lines = diff(
    expected.slice(from, from + 20),
    logged.slice(from, from + 20),
  );
  throw new Error(`- CPython, + this module\n${lines.join("\n")}`);
}

/** What holds at the end of any program, whatever it did. */
export function checkInvariants(program: Program, lines: string[]): void {
  const problems: string[] = [];
  if (lines.some((line) => line.endsWith(": is stuck"))) {
    // Who waits for a condition takes its lock to end, and may not get it.
    if (/"do":"conditionWait"/.test(JSON.stringify(program))) return;
    problems.push("a task does not end, however often it is cancelled");
  }
  const sum = (of: string): string[] => {
    const line = lines.findLast((line) => line.startsWith(`${of}: `)) ?? "";
    return line.slice(of.length + 2).split(" ");
  };
  if (sum("locks").join(" ") !== "[no, no, no, no]") {
    problems.push("a lock is held by nobody");
  }
  if (sum("barriers").join(" ") !== "[0, 0]") {
    problems.push("somebody waits at a barrier");
  }
  for (const [i, permits] of program.semaphores.entries()) {
    const [released, free] = sum(`semaphore ${i}`).map(Number);
    // The last one is bounded: of a release too many it keeps none, or gives it
    // to a waiter who is cancelled and brings it back.
    const most = permits + (released as number);
    const least = i < 2 ? most : permits;
    if (!(least <= (free as number) && (free as number) <= most)) {
      problems.push(
        `semaphore ${i}: ${permits} + ${released} permits, ${free} free`,
      );
    }
  }
  const dropped = lines.some((line) => line.endsWith(": shutdown yes"));
  for (const i of program.queues.keys()) {
    const [put, got, left] = sum(`queue ${i}`).map(Number) as [
      number,
      number,
      number,
    ];
    if (dropped ? got + left > put : got + left !== put) {
      problems.push(`queue ${i}: put ${put}, got ${got}, left ${left}`);
    }
  }
  if (problems.length > 0) {
    throw new Error([...problems, ...lines.slice(-20)].join("\n"));
  }
}
