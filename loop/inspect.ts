/**
 * Looking at a running program: who waits for whom.
 *
 * @module
 */
import { currentTask, getRunningLoop } from "./current.ts";
import { RuntimeError } from "./errors.ts";
import type { EventLoop } from "./event_loop.ts";
import type { Future } from "./future.ts";
import { report } from "./_host.ts";
import { Condition, Lock } from "./lock.ts";
import { Event } from "./event.ts";
import { Queue } from "./queue.ts";
import { Semaphore } from "./semaphore.ts";
import { Task } from "./task.ts";
import type { Wait } from "./_wait.ts";

type AnyFuture = Future<unknown>;
type AnyTask = Task<unknown>;

/** A task or future, what it waits for, and who awaits it. */
export interface CallGraph {
  /** The task's name, "Future", or the verb: `gather()`. */
  name: string;
  /** What it waits for: `sleep(100)`, `Lock.acquire()`; `null` while it runs or is done. */
  waitsFor: string | null;
  /** Who awaits it. */
  awaitedBy: CallGraph[];
}

/**
 * Tells who awaits a task or future, and who awaits those: directly, through
 * `gather()`, `wait()`, `shield()` or a `taskGroup()`, or for a lock that it holds.
 *
 * @param future The task or future. Default: the current task.
 * @returns The graph; `null` where there is no task.
 * @throws {RuntimeError} Outside of a running loop, without a future.
 *
 * @example
 * ```ts
 * import { captureCallGraph, createTask, run, sleep } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const task = createTask(() => sleep(10), { name: "napper" });
 *   const waiter = createTask(() => task, { name: "waiter" });
 *   await sleep(1);
 *   console.log(captureCallGraph(task)?.awaitedBy[0]?.name); // waiter
 *   await waiter;
 * });
 * ```
 */
export function captureCallGraph(future?: Future<unknown>): CallGraph | null {
  const root = future ?? currentTask();
  return root === null ? null : graphOf(root, new Set());
}

function graphOf(
  future: AnyFuture,
  seen: Set<AnyFuture>,
): CallGraph {
  const node: CallGraph = {
    name: nameOf(future),
    waitsFor: future instanceof Task ? waitsOf(future) : null,
    awaitedBy: [],
  };
  if (seen.has(future)) return node;
  seen.add(future);
  for (const awaiter of awaitersOf(future)) {
    node.awaitedBy.push(graphOf(awaiter, seen));
  }
  return node;
}

function nameOf(future: AnyFuture): string {
  if (future instanceof Task) return future.getName();
  const what = future._what();
  return what.startsWith("<") ? "Future" : what;
}

/** Who goes on when it is done: its awaiters, and who waits for a lock that it holds. */
function awaitersOf(future: AnyFuture): Set<AnyFuture> {
  const awaiters = new Set(future._awaiters());
  if (!(future instanceof Task)) return awaiters;
  for (const task of future._loop._tasks) {
    for (const wait of task._waits()) {
      if (holderOf(wait) === future) awaiters.add(task);
    }
  }
  return awaiters;
}

function holderOf(wait: Wait<unknown>): AnyTask | null {
  return wait._target instanceof Lock ? wait._target._holderTask() : null;
}

/**
 * Prints the call graph of a task or future to stderr.
 *
 * @param future The task or future. Default: the current task.
 *
 * @example
 * ```ts
 * import { printCallGraph, run } from "@asyncio/asyncio";
 *
 * await run(async () => printCallGraph());
 * ```
 */
export function printCallGraph(future?: Future<unknown>): void {
  const graph = captureCallGraph(future);
  if (graph !== null) report(formatGraph(graph, "").join("\n"));
}

function formatGraph(graph: CallGraph, indent: string): string[] {
  const waits = graph.waitsFor === null ? "" : ` waits for ${graph.waitsFor}`;
  const lines = [`${indent}* ${graph.name}${waits}`];
  if (graph.awaitedBy.length > 0) lines.push(`${indent}  + Awaited by:`);
  for (const awaiter of graph.awaitedBy) {
    lines.push(...formatGraph(awaiter, `${indent}    `));
  }
  return lines;
}

/** What a task waits for, in words; `null` while it is away. */
export function waitsOf(task: AnyTask): string | null {
  const waits = [...task._waits()].map((wait) =>
    phraseOf(
      wait,
      wait._target instanceof Task ? wait._target.getName() : wait._what(),
    )
  );
  return waits.length === 0 ? null : waits.join(" and ");
}

function phraseOf(wait: Wait<unknown>, what: string): string {
  const holder = holderOf(wait);
  const held = holder === null
    ? ""
    : holder === wait._task
    ? " held by itself"
    : holder.done()
    ? ` held by ${holder.getName()}, which ended without releasing it`
    : ` held by ${holder.getName()}`;
  return what + held + (wait._place === null ? "" : ` at ${wait._place}`);
}

/** A line for each task of a loop: its name and what it waits for. */
export function describeTasks(loop: EventLoop): string[] {
  return [...loop._tasks].map(lineOf);
}

function lineOf(task: AnyTask): string {
  const waits = task._isNew() ? "its first step" : waitsOf(task);
  return `${task.getName()} waits for ${
    waits ?? "a promise that is not the loop's"
  }`;
}

/**
 * Tells whether nothing that the loop knows can wake any of its tasks. A callback
 * of the host's that it knows nothing of still could.
 */
export function isStalled(loop: EventLoop): boolean {
  if (!loop._isQuiet() || loop._externals > 0 || loop._handlesSignal()) {
    return false;
  }
  for (const task of loop._tasks) {
    if (!task._isParked()) return false;
  }
  return true;
}

/** The error that main gets in a deadlock. */
export function deadlockError(loop: EventLoop): RuntimeError {
  return new RuntimeError(
    ["deadlock: every task waits and nothing can wake one"]
      .concat(explainDeadlock(loop)).join("\n  "),
  );
}

/**
 * The cycle, if there is one; then a line for each task that no line before has
 * come to.
 */
function explainDeadlock(loop: EventLoop): string[] {
  const blockers = blockersOf(loop);
  const told = new Set<AnyTask>();
  const lines: string[] = [];
  for (const task of loop._tasks) {
    const cycle = cycleFrom(task, blockers);
    if (cycle === null || cycle.some((each) => told.has(each))) continue;
    lines.push(`cycle: ${chain(cycle, blockers)}`);
    for (const each of cycle) told.add(each);
  }
  // A task that another one waits for alone is told with that one.
  const trails = [...loop._tasks].map((task) => trailFrom(task, blockers));
  const later = new Set(trails.flatMap((trail) => trail.slice(1)));
  for (const trail of trails) {
    const task = trail[0] as AnyTask;
    if (told.has(task) || later.has(task)) continue;
    lines.push(chain(trail, blockers));
  }
  return lines;
}

/** Whose end each task waits for. */
type Blockers = Map<AnyTask, Set<AnyTask>>;

function blockersOf(loop: EventLoop): Blockers {
  const blockers: Blockers = new Map();
  for (const task of loop._tasks) blockers.set(task, new Set());
  const visit = (by: AnyTask, future: AnyFuture, seen: Set<AnyFuture>) => {
    for (const awaiter of awaitersOf(future)) {
      if (seen.has(awaiter)) continue;
      seen.add(awaiter);
      if (awaiter instanceof Task) blockers.get(awaiter)?.add(by);
      else visit(by, awaiter, seen);
    }
  };
  for (const task of loop._tasks) visit(task, task, new Set());
  return blockers;
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

/** The task, the only one that it waits for, the only one that that waits for, … */
function trailFrom(task: AnyTask, blockers: Blockers): AnyTask[] {
  const trail = [task];
  for (let each: AnyTask | undefined = task; each !== undefined;) {
    const next: Set<AnyTask> = blockers.get(each) ?? new Set();
    each = next.size === 1 ? [...next][0] : undefined;
    if (each === undefined || trail.includes(each)) break;
    trail.push(each);
  }
  return trail;
}

/** "Task-2 waits for Lock.acquire() held by Task-3, which waits for …" */
function chain(trail: AnyTask[], blockers: Blockers): string {
  const isCycle = trail.length > 1 && trail[0] === trail.at(-1);
  const links = isCycle ? trail.slice(0, -1) : trail;
  return `${trail[0]?.getName()} waits for ` +
    links.map((task) => reasonOf(task, blockers)).join(", which waits for ");
}

function reasonOf(task: AnyTask, blockers: Blockers): string {
  return [...task._waits()].map((wait) => {
    const target = wait._target;
    const what = wait._what();
    if (target instanceof Task) return phraseOf(wait, target.getName());
    if (target instanceof Queue) {
      return phraseOf(
        wait,
        target.full() && what.endsWith(".put()")
          ? `${what} on a full queue that nobody gets from`
          : `${what} on an empty queue that nobody puts to`,
      );
    }
    if (target instanceof Event) {
      return phraseOf(wait, `${what} on an event that nobody sets`);
    }
    if (target instanceof Condition) {
      return phraseOf(wait, `${what} on a condition that nobody notifies`);
    }
    if (target instanceof Semaphore) {
      return phraseOf(wait, `${what} for a permit that nobody releases`);
    }
    const names = [...blockers.get(task) ?? []].map((each) => each.getName());
    return phraseOf(
      wait,
      holderOf(wait) !== null || names.length === 0
        ? what
        : `${what} of ${names.join(", ")}`,
    );
  }).join(" and ");
}

/** A task, what it waits for, and the tasks whose end it waits for. */
export interface TaskTree {
  /** The task's name. */
  name: string;
  /** What it waits for; `null` while it runs or awaits a promise that is not the loop's. */
  waitsFor: string | null;
  /** The tasks that it waits for, directly or through `gather()`, `taskGroup()` and the like. */
  children: TaskTree[];
}

/**
 * Tells who waits for whom, from the top: each task with those that it waits for.
 *
 * @param loop The loop. Default: the running one.
 * @returns The tasks that nobody waits for, with theirs.
 * @throws {RuntimeError} "no running event loop", outside of one.
 *
 * @example
 * ```ts
 * import { captureTaskTree, createTask, gather, run, sleep } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * await run(async () => {
 *   createTask(() => gather([() => sleep(10), () => sleep(20)]), { name: "parent" });
 *   await sleep(1);
 *   const parent = captureTaskTree().find(({ name }) => name === "parent");
 *   assertEquals(parent?.children.map((task) => task.waitsFor), ["sleep(10)", "sleep(20)"]);
 * });
 * ```
 */
export function captureTaskTree(loop?: EventLoop): TaskTree[] {
  const theLoop = loop ?? getRunningLoop();
  const blockers = blockersOf(theLoop);
  const shown = new Set<AnyTask>();
  const nodeOf = (task: AnyTask): TaskTree => {
    const children: TaskTree[] = [];
    // Its own are shown where it is met first.
    if (!shown.has(task)) {
      shown.add(task);
      for (const each of blockers.get(task) ?? []) children.push(nodeOf(each));
    }
    return {
      name: task.getName(),
      waitsFor: task._isNew() ? "its first step" : waitsOf(task),
      children,
    };
  };
  const awaited = new Set([...blockers.values()].flatMap((set) => [...set]));
  const roots = [...theLoop._tasks].filter((task) => !awaited.has(task));
  const trees = roots.map(nodeOf);
  // What is left waits in a circle.
  for (const task of theLoop._tasks) {
    if (!shown.has(task)) trees.push(nodeOf(task));
  }
  return trees;
}

/** The tree as text, a line a task. */
export function treeLines(loop: EventLoop): string[] {
  const current = currentTask(loop)?.getName();
  const format = (tree: TaskTree, first: string, rest: string): string[] => {
    const what = tree.waitsFor !== null
      ? `waits for ${tree.waitsFor}`
      : tree.name === current
      ? "runs"
      : "waits for a promise that is not the loop's";
    const last = tree.children.length - 1;
    return [
      `${first}${tree.name} ${what}`,
      ...tree.children.flatMap((child, index) =>
        format(
          child,
          rest + (index === last ? "└─ " : "├─ "),
          rest + (index === last ? "   " : "│  "),
        )
      ),
    ];
  };
  return captureTaskTree(loop).flatMap((tree) => format(tree, "", ""));
}

/**
 * Prints the tasks of a loop as a tree to stderr: who waits for whom, and for what.
 *
 * `run(main, { debug: true })` prints it on SIGQUIT (Ctrl-\\) and SIGUSR1.
 *
 * @param loop The loop. Default: the running one.
 * @throws {RuntimeError} "no running event loop", outside of one.
 *
 * @example
 * ```ts
 * import { createTask, printTaskTree, run, sleep } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   createTask(() => sleep(1000), { name: "napper" });
 *   await sleep(1);
 *   printTaskTree();
 * });
 * ```
 */
export function printTaskTree(loop?: EventLoop): void {
  report(treeLines(loop ?? getRunningLoop()).join("\n"));
}
