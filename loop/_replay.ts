/** A schedule as a short text, and back; and the plan that follows it. */
import { RuntimeError } from "./errors.ts";
import type { Plan, Schedule } from "./_explorer_loop.ts";

/**
 * The token of a schedule: at which choice points it departs from the loop's own
 * order, what it chooses there, and of how many. `s1-4.1.3` chooses the second
 * of three at the fifth point; `s1+50-4.1.3` does so where the machine may be busy
 * for 50 ms.
 */
export function formatToken({ chosen, counts }: Schedule, lag: number): string {
  const parts = [lag === 0 ? "s1" : `s1+${lag}`];
  chosen.forEach((choice, at) => {
    if (choice !== 0) parts.push(`${at}.${choice}.${counts[at]}`);
  });
  return parts.join("-");
}

export function parseToken(
  token: string,
): { schedule: Schedule; lag: number } {
  const schedule: Schedule = { chosen: [], counts: [] };
  const [version = "", ...parts] = String(token).trim().split("-");
  const numbers = parts.map((part) =>
    /^\d+\.\d+\.\d+$/.test(part) ? part.split(".").map(Number) : []
  );
  const first = /^s1(?:\+(\d+|Infinity))?$/.exec(version);
  if (first === null || numbers.some((part) => part.length !== 3)) {
    throw new RangeError(
      `Cannot replay ${JSON.stringify(token)}: no token of explore()`,
    );
  }
  for (const [at = 0, choice = 0, count = 0] of numbers) {
    if (at >= 1e6 || at < schedule.chosen.length || choice >= count) {
      throw new RangeError(`Cannot replay ${JSON.stringify(token)}: damaged`);
    }
    while (schedule.chosen.length < at) {
      schedule.chosen.push(0);
      schedule.counts.push(0);
    }
    schedule.chosen.push(choice);
    schedule.counts.push(count);
  }
  return { schedule, lag: Number(first[1] ?? 0) };
}

/** Follows a schedule, then the loop's own order. */
export class Replay implements Plan {
  /** Where the program took another way; `null` if it did not. */
  problem: string | null = null;
  readonly #schedule: Schedule;
  readonly #isStrict: boolean;
  #at = 0;

  constructor(schedule: Schedule, how: "strict" | "lenient") {
    this.#schedule = schedule;
    this.#isStrict = how === "strict";
  }

  choose(count: number): number {
    const at = this.#at++;
    const { chosen, counts } = this.#schedule;
    const choice = chosen[at];
    if (choice === undefined) return 0;
    // 0: the token does not tell.
    const expected = counts[at] || count;
    if (this.#isStrict && count !== expected) {
      this.problem ??=
        `at choice point ${at} it has ${count} ready entries, not ${expected}`;
    }
    return choice < count ? choice : 0;
  }
}

/** A replay that is another program's. */
export class ReplayError extends RuntimeError {
  constructor(token: string, problem: string) {
    super(`Cannot replay ${token}: the program has changed, ${problem}`);
    this.name = "RuntimeError";
  }
}
