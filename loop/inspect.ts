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
import { Task } from "./task.ts";

/** A task or future, what it waits for, and who awaits it. */
export interface CallGraph {
  /** The task's name, or "Future". */
  name: string;
  /** What it waits for: `sleep(100)`, `Lock.acquire()`; `null` while it runs or is done. */
  waitsFor: string | null;
  /** Who awaits it. */
  awaitedBy: CallGraph[];
}

/**
 * Tells who awaits a task or future, and who awaits those.
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
  future: Future<unknown>,
  seen: Set<Future<unknown>>,
): CallGraph {
  const node: CallGraph = {
    name: future instanceof Task ? future.getName() : "Future",
    waitsFor: future instanceof Task ? waitsOf(future) : null,
    awaitedBy: [],
  };
  if (seen.has(future)) return node;
  seen.add(future);
  for (const awaiter of future._awaiters()) {
    node.awaitedBy.push(graphOf(awaiter, seen));
  }
  return node;
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
export function waitsOf(task: Task<unknown>): string | null {
  const waits = [...task._waits()].map((wait) =>
    wait._place === null ? wait._what() : `${wait._what()} at ${wait._place}`
  );
  return waits.length === 0 ? null : waits.join(" and ");
}

/** A line for each task of a loop: its name and what it waits for. */
export function describeTasks(loop: EventLoop): string[] {
  return [...loop._tasks].map((task) => {
    const waits = task._isNew() ? "its first step" : waitsOf(task);
    return `${task.getName()} waits for ${
      waits ?? "a promise that is not the loop's"
    }`;
  });
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
    [
      "deadlock: every task waits and nothing can wake one",
      ...describeTasks(loop),
    ]
      .join("\n  "),
  );
}

/**
 * Prints the tasks of a loop and what they wait for to stderr.
 *
 * @param loop The loop. Default: the running one.
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
  report(describeTasks(loop ?? getRunningLoop()).join("\n"));
}
