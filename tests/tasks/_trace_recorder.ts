/**
 * Preloaded before an example, it watches every loop and prints at the end what
 * each step did, as one line of JSON. Loops on the real clock jump from timer to
 * timer here, so that a trace is the same each time.
 */
import type { Step } from "../../docs/lib/trace.ts";
import { EventLoop, type Task } from "../../mod.ts";

/** Begins the line with the trace; no example prints it. */
const MARK = "\u0001trace ";

const numbers = new Map<Task<unknown>, number>();
const names: string[] = [];
const steps: Step[] = [];
const file = Deno.mainModule.slice(Deno.mainModule.lastIndexOf("/") + 1);
let prints: string[] = [];

function laneOf(task: Task<unknown>): number {
  let number = numbers.get(task);
  if (number === undefined) {
    number = names.length;
    numbers.set(task, number);
    names.push(task.getName());
  }
  return number;
}

function waitOf(task: Task<unknown>): { what: string; line?: number } | null {
  const [wait] = [...task._waits()];
  if (wait === undefined) return null;
  const line = new RegExp(`${file}:(\\d+)`).exec(wait._place ?? "")?.[1];
  return { what: wait._what(), ...line ? { line: Number(line) } : {} };
}

/** Whether it only became ready: its timer fired, its turn is to come. */
function woken(task: Task<unknown>): boolean {
  const [wait] = [...task._waits()];
  return wait?._state === "woken";
}

function watch(loop: EventLoop): void {
  loop.setDebug(true);
  for (const task of loop._tasks) laneOf(task);
  loop._observer = {
    created: laneOf,
    ended() {},
    cancelRequested() {},
    stepBegins() {
      prints = [];
    },
    stepEnded(entry) {
      const task = entry._task;
      if (task === null) return;
      const lane = laneOf(task);
      names[lane] = task.getName();
      const wait = waitOf(task);
      const tasks = [...loop._tasks];
      steps.push({
        t: Math.round(loop.time() * 1000) / 1000,
        lane,
        ...woken(task) ? { fired: true } : {},
        ...wait ? { wait: wait.what } : {},
        ...wait?.line ? { line: wait.line } : {},
        ...task.done() ? { end: task.cancelled() ? "cancelled" : "done" } : {},
        ...prints.length > 0 ? { prints } : {},
        ready: tasks.filter((one) =>
          one._isNew() ||
          [...one._waits()].some((wait) => wait._state !== "waiting")
        ).map(laneOf),
        timers: tasks.flatMap((one) => {
          const [wait] = [...one._waits()];
          return wait?._state === "waiting" &&
              /^(sleep|timeout)/.test(wait._what())
            ? [laneOf(one)]
            : [];
        }),
      });
      prints = [];
    },
  } as EventLoop["_observer"];
}

const seen = new WeakSet<EventLoop>();
const clocks = new WeakMap<EventLoop, number>();
const { prototype } = EventLoop;
const { runUntilComplete, _idle: idle } = prototype;
prototype.runUntilComplete = function (this: EventLoop, aw) {
  if (!seen.has(this)) watch(this);
  seen.add(this);
  return runUntilComplete.call(this, aw) as never;
};
prototype.time = function (this: EventLoop) {
  return clocks.get(this) ?? 0;
};
prototype._idle = function (this: EventLoop, next: number) {
  const busy = this._externals > 0 ||
    [...this._tasks].some((task) => !task._isParked());
  if (busy || next === Infinity) return idle.call(this, next);
  clocks.set(this, next);
  return true;
};

const { log } = console;
console.log = (...values: unknown[]) => {
  log(...values);
  prints.push(values.map(String).join(" "));
};
globalThis.addEventListener("unload", () => {
  log(MARK + JSON.stringify({ lanes: names, steps }));
});
