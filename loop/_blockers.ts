/** Who waits for whom: what call graphs, trees and deadlock reports are made of. */
import type { EventLoop } from "./event_loop.ts";
import type { Future } from "./future.ts";
import { Lock } from "./lock.ts";
import { placeOf } from "./_places.ts";
import { Task } from "./task.ts";
import type { Wait } from "./_wait.ts";

export type AnyFuture = Future<unknown>;
export type AnyTask = Task<unknown>;

/** Tasks that wait for a lock, by the task that holds it. */
type LockWaiters = ReadonlyMap<AnyFuture, readonly AnyTask[]>;

function lockWaitersOf(loop: EventLoop): LockWaiters {
  const waiters = new Map<AnyFuture, AnyTask[]>();
  for (const task of loop._tasks) {
    for (const wait of task._waits()) {
      const holder = holderOf(wait);
      if (holder === null) continue;
      const others = waiters.get(holder) ?? [];
      waiters.set(holder, others);
      others.push(task);
    }
  }
  return waiters;
}

/** Who goes on when it is done: its awaiters, and who waits for a lock that it holds. */
export function awaitersOf(
  future: AnyFuture,
  lockWaiters: LockWaiters = lockWaitersOf(future._loop),
): Set<AnyFuture> {
  return new Set([...future._awaiters(), ...lockWaiters.get(future) ?? []]);
}

export function holderOf(wait: Wait): AnyTask | null {
  return wait._target instanceof Lock ? wait._target._holderTask() : null;
}

/** Whose end each task waits for. */
export type Blockers = Map<AnyTask, Set<AnyTask>>;

export function blockersOf(loop: EventLoop): Blockers {
  const blockers: Blockers = new Map();
  const lockWaiters = lockWaitersOf(loop);
  for (const task of loop._tasks) blockers.set(task, new Set());
  const visit = (by: AnyTask, future: AnyFuture, seen: Set<AnyFuture>) => {
    for (const awaiter of awaitersOf(future, lockWaiters)) {
      if (seen.has(awaiter)) continue;
      seen.add(awaiter);
      if (awaiter instanceof Task) blockers.get(awaiter)?.add(by);
      else visit(by, awaiter, seen);
    }
  };
  for (const task of loop._tasks) visit(task, task, new Set());
  return blockers;
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

export function phraseOf(wait: Wait, what: string): string {
  const holder = holderOf(wait);
  const held = holder === null
    ? ""
    : holder === wait._task
    ? " held by itself"
    : holder.done()
    ? ` held by ${holder.getName()}, which ended without releasing it`
    : ` held by ${holder.getName()}`;
  const place = placeOf(wait);
  return what + held + (place === null ? "" : ` at ${place}`);
}

/** What a task waits for, whatever it is. */
export function standsAt(task: AnyTask): string {
  if (task._isNew()) return "its first step";
  return waitsOf(task) ?? "a promise that is not the loop's";
}

/** The task's name, and what it waits for. */
export function describeTask(task: AnyTask): string {
  return `${task.getName()} waits for ${standsAt(task)}`;
}
