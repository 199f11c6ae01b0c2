/**
 * Preloaded before an example, it records every loop as `record()` does and
 * prints the trace at the end, as one line of JSON. Loops on the real clock jump
 * from timer to timer here, so that a trace is the same each time.
 */
import { Recorder } from "../../loop/_recorder.ts";
import { EventLoop, Trace } from "../../mod.ts";

/** Begins the line with the trace; no example prints it. */
const MARK = "\u0001trace ";

const recorder = new Recorder(100_000);
const recorded = new WeakSet<EventLoop>();
const clocks = new WeakMap<EventLoop, number>();
const { prototype } = EventLoop;
const { runUntilComplete, _idle: idle } = prototype;
prototype.runUntilComplete = function (this: EventLoop, aw) {
  if (!recorded.has(this)) {
    recorded.add(this);
    this.setDebug(true);
    recorder.watch(this);
    for (const task of this._tasks) recorder.created(task);
  }
  return runUntilComplete.call(this, aw) as never;
};
prototype.time = function (this: EventLoop) {
  return clocks.get(this) ?? 0;
};
prototype._idle = function (this: EventLoop, next, hasUnwound) {
  const busy = this._externals > 0 ||
    [...this._tasks].some((task) => !task._isParked());
  if (busy || next === Infinity) return idle.call(this, next, hasUnwound);
  clocks.set(this, next);
  return true;
};

const { log } = console;
recorder.listen();
globalThis.addEventListener("unload", () => {
  log(MARK + JSON.stringify(new Trace(recorder, { value: undefined })));
});
