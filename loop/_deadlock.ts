/** Deadlocks: when there is one, and how it is told. */
import {
  type AnyTask,
  type Blockers,
  blockersOf,
  holderOf,
  phraseOf,
} from "./_blockers.ts";
import { Barrier } from "./barrier.ts";
import { RuntimeError } from "./errors.ts";
import { Event } from "./event.ts";
import type { EventLoop } from "./event_loop.ts";
import { locateWaits, waitsOfAll } from "./_locate.ts";
import { Condition } from "./lock.ts";
import { placeOf } from "./_places.ts";
import { Queue } from "./queue.ts";
import { Semaphore } from "./semaphore.ts";
import { Task } from "./task.ts";

// A gathering of thousands is told by the first of them.
const MOST_NAMES = 10;

/**
 * Tells whether nothing that the loop knows can wake any of its tasks. A callback
 * of the host's that it knows nothing of still could.
 */
export function isStalled(loop: EventLoop): boolean {
  if (
    !loop._isQuiet() || loop._externals > 0 || loop._hosts.size > 0 ||
    loop._handlesSignal()
  ) {
    return false;
  }
  for (const task of loop._tasks) {
    if (!task._isParked()) return false;
  }
  return true;
}

/** Ends the run of a stalled loop with an error that names who waits for what, and where. */
export function reportDeadlock(loop: EventLoop): void {
  locateWaits(loop._tasks, () => loop._failRun(deadlockError(loop)));
}

function deadlockError(loop: EventLoop): RuntimeError {
  const message = "deadlock: every task waits and nothing can wake one";
  return new RuntimeError(
    [message, ...explainDeadlock(loop)].join("\n  "),
    waitsOfAll(loop._tasks).some((wait) => placeOf(wait) === null)
      ? { cause: "run(main, { debug: true }) names the line of each wait" }
      : {},
  );
}

/**
 * Line by line: the cycle, if there is one; then each task that no line before
 * has come to. Where a task waits for another, the next line goes on with that.
 */
export function explainDeadlock(loop: EventLoop): string[] {
  const blockers = blockersOf(loop);
  const told = new Set<AnyTask>();
  const lines: string[] = [];
  for (const task of loop._tasks) {
    const cycle = cycleFrom(task, blockers);
    if (cycle === null || cycle.some((each) => told.has(each))) continue;
    const [first, ...rest] = chain(cycle, blockers);
    lines.push(`cycle: ${first}`, ...rest);
    for (const each of cycle) told.add(each);
  }
  // A task that another one waits for alone is told with that one.
  const trails = [...loop._tasks].map((task) =>
    trailFrom(task, blockers, told)
  );
  const later = new Set(trails.flatMap((trail) => trail.slice(1)));
  for (const trail of trails) {
    const task = trail[0] as AnyTask;
    if (told.has(task) || later.has(task)) continue;
    lines.push(...chain(trail, blockers));
  }
  return lines;
}

function cycleFrom(task: AnyTask, blockers: Blockers): AnyTask[] | null {
  const dead = new Set<AnyTask>();
  const visit = (each: AnyTask, path: AnyTask[]): AnyTask[] | null => {
    for (const next of blockers.get(each) ?? []) {
      if (next === task) return [...path, task];
      if (dead.has(next)) continue;
      dead.add(next);
      const found = visit(next, [...path, next]);
      if (found !== null) return found;
    }
    return null;
  };
  return visit(task, [task]);
}

/**
 * The task, the only one that it waits for, the only one that that waits for, …
 * up to those that the cycles have told.
 */
function trailFrom(
  task: AnyTask,
  blockers: Blockers,
  told: ReadonlySet<AnyTask>,
): AnyTask[] {
  const trail = [task];
  for (let each: AnyTask | undefined = task; each !== undefined;) {
    const next: Set<AnyTask> = blockers.get(each) ?? new Set();
    each = next.size === 1 ? [...next][0] : undefined;
    if (each === undefined || trail.includes(each) || told.has(each)) break;
    trail.push(each);
  }
  return trail;
}

/** "Task-2 waits for Lock.acquire() held by Task-3", "  which waits for …" */
function chain(trail: AnyTask[], blockers: Blockers): string[] {
  const isCycle = trail.length > 1 && trail[0] === trail.at(-1);
  const links = isCycle ? trail.slice(0, -1) : trail;
  return links.map((task, index) => {
    const who = index === 0 ? task.getName() : "  which";
    return `${who} waits for ${reasonOf(task, blockers)}`;
  });
}

/** What would have to happen, for a wait at something of the module. */
function missing(target: object | null, what: string): string | null {
  if (target instanceof Task) return target.getName();
  if (target instanceof Event) return `${what} on an event that nobody sets`;
  if (target instanceof Condition) {
    return `${what} on a condition that nobody notifies`;
  }
  if (target instanceof Semaphore) {
    return `${what} for a permit that nobody releases`;
  }
  if (target instanceof Barrier) {
    return `${what}: ${target.nWaiting} of ${target.parties} have come`;
  }
  if (!(target instanceof Queue)) return null;
  if (what.endsWith(".join()")) return `${what}: an item lacks its taskDone()`;
  return what.endsWith(".put()") && target.full()
    ? `${what} on a full queue that nobody gets from`
    : `${what} on an empty queue that nobody puts to`;
}

function reasonOf(task: AnyTask, blockers: Blockers): string {
  const others = [...blockers.get(task) ?? []].map((each) => each.getName());
  const names = others.splice(0, MOST_NAMES);
  if (others.length > 0) names.push(`${others.length} more`);
  return [...task._waits()].map((wait) => {
    const what = wait._what();
    const whole = holderOf(wait) !== null || names.length === 0
      ? what
      : `${what} of ${names.join(", ")}`;
    return phraseOf(wait, missing(wait._target, what) ?? whole);
  }).join(" and ");
}
