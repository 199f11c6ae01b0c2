/** A schedule as a short text, and back; and the plan that follows it. */
import { RuntimeError } from "./errors.ts";
import type { Plan, Schedule } from "./_explorer_loop.ts";

/**
 * The token of a schedule: at which choice points it departs from the loop's own
 * order, what it chooses there, and of how many. `s1-4.1.3` chooses the second
 * of three at the fifth point.
 */
export function formatToken({ chosen, counts }: Schedule): string {
  const parts = ["s1"];
  chosen.forEach((choice, at) => {
    if (choice !== 0) parts.push(`${at}.${choice}.${counts[at]}`);
  });
  return parts.join("-");
}

export function parseToken(token: string): Schedule {
  const schedule: Schedule = { chosen: [], counts: [] };
  const [version, ...parts] = String(token).trim().split("-");
  const numbers = parts.map((part) =>
    /^\d+\.\d+\.\d+$/.test(part) ? part.split(".").map(Number) : []
  );
  if (version !== "s1" || numbers.some((part) => part.length !== 3)) {
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
  return schedule;
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
    const choice = this.#schedule.chosen[at] ?? 0;
    if (choice === 0) return 0;
    const expected = this.#schedule.counts[at] as number;
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
