/**
 * Looking at a running program: who waits for whom.
 *
 * @module
 */
import {
  type AnyFuture,
  type AnyTask,
  awaitersOf,
  blockersOf,
  waitsOf,
} from "./_blockers.ts";
import { currentTask, getRunningLoop } from "./current.ts";
import type { EventLoop } from "./event_loop.ts";
import type { Future } from "./future.ts";
import { report } from "./_host.ts";
import { Task } from "./task.ts";

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
