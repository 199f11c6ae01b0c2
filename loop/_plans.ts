/** Ways to go through the schedules of a program. */
import type { Plan, Schedule } from "./_explorer_loop.ts";
import { Replay } from "./_replay.ts";
import type { Runnable } from "./handle.ts";

/** A prefix that is still to be tried: the parent's choices before `at`, then `choice`. */
interface Branch {
  parent: Schedule;
  at: number;
  choice: number;
  /** How often it departs from the loop's own order. */
  departures: number;
}

/** The loop's own order. */
export const OWN_ORDER: Plan = { choose: () => 0 };

// Beyond so many the youngest branch is tried first: depth first needs little memory.
const MOST_BRANCHES = 200_000;

/**
 * Every schedule once. Each one that ran branches wherever it took the loop's
 * own order of its own accord, so those with few departures come first.
 */
export class Systematic {
  /** Choice points of the schedule that ran first. */
  points = 0;
  #branches: Branch[] = [];
  #taken = 0;
  #current: Branch | null = null;
  #hasRun = false;

  get isExhausted(): boolean {
    return this.#hasRun && this.#current === null &&
      this.#taken === this.#branches.length;
  }

  /** Every schedule with so many departures was tried; `null`: none yet. */
  get departures(): number | null {
    if (!this.#hasRun) return null;
    const { departures: next = Infinity } = this.#branches[this.#taken] ?? {};
    return Math.min(next, this.#current?.departures ?? Infinity) - 1;
  }

  next(): Plan {
    const branch = this.#take();
    this.#current = branch;
    if (branch === null) {
      return OWN_ORDER;
    }
    const { parent, at, choice } = branch;
    const chosen = parent.chosen.slice(0, at);
    chosen.push(choice);
    return new Replay({ chosen, counts: parent.counts }, "strict");
  }

  /** Tells what the plan that `next()` gave has come to. */
  ran(schedule: Schedule): void {
    this.#hasRun = true;
    const from = this.#current === null ? 0 : this.#current.at + 1;
    const departures = (this.#current?.departures ?? 0) + 1;
    if (this.#current === null) this.points = schedule.chosen.length;
    this.#current = null;
    for (let at = from; at < schedule.counts.length; at++) {
      const count = schedule.counts[at] as number;
      for (let choice = 1; choice < count; choice++) {
        this.#branches.push({ parent: schedule, at, choice, departures });
      }
    }
  }

  #take(): Branch | null {
    const branches = this.#branches;
    if (this.#taken === branches.length) return null;
    if (branches.length - this.#taken > MOST_BRANCHES) {
      return branches.pop() as Branch;
    }
    const branch = branches[this.#taken++] as Branch;
    if (this.#taken > 10_000) {
      this.#branches = branches.slice(this.#taken);
      this.#taken = 0;
    }
    return branch;
  }
}

/** Any ready entry, all equally likely. */
export class RandomPlan implements Plan {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  choose(count: number): number {
    return Math.floor(this.#random() * count);
  }
}

/**
 * Probabilistic concurrency testing (Burckhardt et al., 2010): tasks have random
 * priorities; at a few points of the run the one on top sinks to the bottom. A
 * bug that takes few preemptions is found with a probability that can be stated.
 */
export class PriorityPlan implements Plan {
  readonly #random: () => number;
  readonly #priorities = new Map<Runnable["_task"], number>();
  readonly #changes = new Set<number>();
  #point = 0;
  #lowest = 0;

  constructor(random: () => number, points: number) {
    this.#random = random;
    const changes = Math.floor(random() * 4);
    for (let each = 0; each < changes; each++) {
      this.#changes.add(Math.floor(random() * Math.max(1, points)));
    }
  }

  choose(_count: number, entries: readonly Runnable[]): number {
    let top = this.#top(entries);
    if (this.#changes.has(this.#point++)) {
      this.#priorities.set((entries[top] as Runnable)._task, --this.#lowest);
      top = this.#top(entries);
    }
    return top;
  }

  #top(entries: readonly Runnable[]): number {
    let top = 0;
    let highest = -Infinity;
    entries.forEach(({ _task: task }, index) => {
      let priority = this.#priorities.get(task);
      if (priority === undefined) {
        priority = this.#random();
        this.#priorities.set(task, priority);
      }
      if (priority > highest) {
        highest = priority;
        top = index;
      }
    });
    return top;
  }
}
