/** What tests hold: every lock and permit that is out, and since where. */
import { currentFrame } from "./current.ts";
import type { EventLoop } from "./event_loop.ts";
import { type Holdings, setHoldings } from "./_held.ts";
import type { Task } from "./task.ts";

/** One lock, or one permit. */
export interface Holding {
  /** "a Lock is held" */
  what: string;
  loop: EventLoop;
  task: Task<unknown> | null;
  /** Where it was taken. */
  place: string | null;
}

const held = new Map<object, Holding[]>();
let tests = 0;

const notes: Holdings = {
  taken(thing, what, place) {
    const frame = currentFrame();
    const loop = frame?._loop;
    if (!loop) return;
    const all = held.get(thing) ?? [];
    held.set(thing, all);
    const { _task: task } = frame;
    all.push({ what, loop, task, place: place ?? loop._callSite() });
  },

  // The last that the same task has taken, or else the oldest.
  released(thing) {
    const all = held.get(thing) ?? [];
    const task = currentFrame()?._task ?? null;
    const own = all.findLastIndex((holding) => holding.task === task);
    all.splice(Math.max(0, own), 1);
  },
};

/** Begins to note what is taken; gives the end of it. */
export function watchHeld(): () => void {
  tests++;
  setHoldings(notes);
  return () => {
    if (--tests > 0) return;
    setHoldings(null);
    held.clear();
  };
}

/** What is held now on a loop. */
export function heldOn(loop: EventLoop): Holding[] {
  return [...held.values()].flat().filter((holding) => holding.loop === loop);
}
