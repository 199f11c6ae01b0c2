/** Watches a loop and writes down what it does. */
import { currentFrame } from "./current.ts";
import type { EventLoop } from "./event_loop.ts";
import { Handle, type Runnable } from "./handle.ts";
import { now } from "./_host.ts";
import { fallsDue, Labels, stopsLoop } from "./_labels.ts";
import { placeOf } from "./_places.ts";
import { listenToConsole } from "./_prints.ts";
import type { Observer } from "./reporting.ts";
import { Scheduler } from "./scheduler.ts";
import type { Task } from "./task.ts";
import type { TraceEvent } from "./trace.ts";
import { Wait } from "./_wait.ts";

type AnyTask = Task<unknown>;

export class Recorder implements Observer {
  readonly lanes: string[] = [];
  readonly events: TraceEvent[] = [];
  isCut = false;
  /** The host's clock when the recording began. */
  origin = 0;
  readonly #limit: number;
  readonly #labels = new Labels();
  readonly #numbers = new Map<AnyTask, number>();
  #loop: EventLoop | null = null;
  #start = 0;
  /** Whether the clock is the host's: then steps have a duration. */
  #isReal = true;
  #step: TraceEvent | null = null;
  #stepTask: AnyTask | null = null;
  #isTimer = false;
  #began = 0;
  #unlisten: () => void = () => {};

  constructor(limit: number) {
    this.#limit = limit;
  }

  watch(loop: EventLoop): void {
    this.#loop = loop;
    this.#start = loop.time();
    this.origin = now();
    this.#isReal = loop.time === Scheduler.prototype.time;
    loop._observer = this;
    // The loop's own method stays as it is: what is not recorded pays nothing.
    const push = loop._push;
    loop._push = (entry) => {
      push.call(loop, entry);
      if (entry instanceof Wait && entry._task !== null) {
        const { _task: task, _state: state } = entry;
        this.#add("wake", task, state === "cancelled" ? "cancelled" : null);
      }
    };
  }

  /** Notes what the program prints. */
  listen(): void {
    this.#unlisten = listenToConsole((text) => {
      // A task that was away prints between the steps.
      const { _loop: loop, _task: task } = currentFrame() ?? {};
      if (this.#step !== null) this.#add("print", this.#stepTask, text);
      else if (loop === this.#loop && task) this.#add("print", task, text);
    });
  }

  /** Stops looking. */
  end(): void {
    this.#unlisten();
    const loop = this.#loop;
    if (loop === null) return;
    loop._observer = null;
    delete (loop as Partial<EventLoop>)._push;
    this.#loop = null;
  }

  created(task: AnyTask): void {
    const event = this.#add("create", task, null);
    if (event === null) return;
    const parent = currentFrame()?._task;
    if (parent !== null && parent !== undefined) {
      event.by = this.#lane(parent);
    }
    addPlace(event, placeOf(task));
  }

  ended(task: AnyTask): void {
    if (task === this.#stepTask) return; // its state is set when the step has ended
    this.#add("end", task, null);
  }

  cancelRequested(task: AnyTask): void {
    const event = this.#add("cancel", task, null);
    const by = currentFrame()?._task;
    if (event !== null && by !== null && by !== undefined) {
      event.by = this.#lane(by);
    }
  }

  stepBegins(entry: Runnable): void {
    const task = entry._task;
    this.#stepTask = null;
    this.#step = null;
    this.#isTimer = fallsDue(entry);
    if (task !== null) {
      const kind = this.#isTimer ? "timer" : "step";
      this.#step = this.#add(
        kind,
        task,
        this.#isTimer ? (entry as unknown as Wait)._what() : null,
      );
      if (!this.#isTimer) this.#stepTask = task;
    } else if (
      entry instanceof Handle && !entry.cancelled() && !stopsLoop(entry)
    ) {
      this.#step = this.#add(
        "callback",
        null,
        entry._callback?.name || "(anonymous)",
      );
    }
    if (this.#isReal) this.#began = now();
  }

  stepEnded(): void {
    const event = this.#step;
    if (event !== null && this.#isReal) event.took = round(now() - this.#began);
    const task = this.#stepTask;
    this.#step = null;
    this.#stepTask = null;
    if (task === null) return;
    if (task.done()) {
      this.#add("end", task, outcomeOf(task));
      return;
    }
    const waits = [...task._waits()];
    if (waits.length === 0) this.#add("away", task, null);
    for (const wait of waits) {
      const event = this.#add("wait", task, this.#labels.what(wait));
      if (event === null) continue;
      if ("_when" in wait) {
        event.until = round(wait._when as number - this.#start);
      }
      addPlace(event, placeOf(wait));
    }
  }

  #lane(task: AnyTask): number {
    let number = this.#numbers.get(task);
    if (number === undefined) {
      number = this.lanes.length;
      this.#numbers.set(task, number);
      this.lanes.push(this.#labels.task(task));
    }
    return number;
  }

  #add(
    kind: TraceEvent["kind"],
    task: AnyTask | null,
    note: string | null,
  ): TraceEvent | null {
    const loop = this.#loop;
    if (loop === null) return null;
    if (this.events.length >= this.#limit) {
      this.isCut = true;
      return null;
    }
    const event: TraceEvent = {
      t: round(loop.time() - this.#start),
      kind,
      task: task === null ? null : this.#lane(task),
    };
    if (note !== null) event.note = note;
    this.events.push(event);
    return event;
  }
}

function outcomeOf(task: AnyTask): string {
  if (task.cancelled()) return "cancelled";
  if (task._hasResult()) return "done";
  // Looking must not count as having seen the exception.
  return "failed";
}

function addPlace(event: TraceEvent, place: string | null): void {
  const parts = /([^/\\]+):(\d+):\d+$/.exec(place ?? "");
  if (parts === null) return;
  event.file = parts[1] as string;
  event.line = Number(parts[2]);
}

/** Microseconds are fine enough. */
function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
