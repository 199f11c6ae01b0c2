/**
 * Names for logs and traces that are the same in every run: tasks, locks and
 * queues are numbered by the one that is looked at, not by the process.
 */
import { RunEnd } from "./event_loop.ts";
import { Future } from "./future.ts";
import { Task } from "./task.ts";
import type { Runnable } from "./handle.ts";
import { placeOf } from "./_places.ts";
import { Wait } from "./_wait.ts";

export class Labels {
  readonly #tasks = new Map<Task<unknown>, string>();
  readonly #things = new Map<object, string>();
  readonly #counts = new Map<string, number>();

  /** `Task-2`, by the order of creation, or the name that the program gave. */
  task(task: Task<unknown>): string {
    let label = this.#tasks.get(task);
    if (label === undefined) {
      const name = task.getName();
      label = /^Task-\d+$/.test(name) ? `Task-${this.#tasks.size + 1}` : name;
      this.#tasks.set(task, label);
    }
    return label;
  }

  /** `Lock#1.acquire()`, `Task-3`, `sleep(10)`; with the place in debug mode. */
  wait(wait: Wait): string {
    const what = this.what(wait);
    const place = placeOf(wait);
    return place === null ? what : `${what} at ${shortPlace(place)}`;
  }

  /** The same without the place. */
  what(wait: Wait): string {
    const target = wait._target;
    if (target instanceof Task) return this.task(target);
    const what = wait._what();
    if (target instanceof Future) {
      return what.startsWith("<") ? this.#thing(target, "Future") : what;
    }
    const dot = what.indexOf(".");
    if (target === null || dot < 0) return what;
    return this.#thing(target, what.slice(0, dot)) + what.slice(dot);
  }

  /** All that a task waits for; `null` while it is away. */
  waits(task: Task<unknown>): string | null {
    const waits = [...task._waits()].map((wait) => this.wait(wait));
    return waits.length === 0 ? null : waits.join(" and ");
  }

  #thing(thing: object, kind: string): string {
    let label = this.#things.get(thing);
    if (label === undefined) {
      const count = (this.#counts.get(kind) ?? 0) + 1;
      this.#counts.set(kind, count);
      label = `${kind}#${count}`;
      this.#things.set(thing, label);
    }
    return label;
  }
}

/** `file:///folder/x.ts:12:3` is `x.ts:12:3`: the same on every machine. */
export function shortPlace(place: string): string {
  return place.slice(place.lastIndexOf("/") + 1);
}

/** Whether an entry is a sleep that falls due: its task runs in a later one. */
export function fallsDue(entry: Runnable): boolean {
  return entry instanceof Wait && entry._state === "waiting" &&
    "_when" in entry;
}

/** Whether an entry is the end of main, which stops the loop. */
export function stopsLoop(entry: Runnable): boolean {
  return entry instanceof RunEnd && entry.future instanceof Task;
}
