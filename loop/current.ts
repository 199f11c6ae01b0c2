/**
 * Who runs: the running loop and the current task.
 *
 * Every task enters one async context for its whole life; its frame is then
 * found after any `await`. Plain callbacks run inside a turn of the loop, so a
 * variable is enough for them. Where the runtime has no AsyncLocalStorage (a
 * browser), that variable names the task whose step is running, and nobody
 * after a foreign await: asking then throws rather than name the wrong one.
 *
 * @module
 */
import type { Context } from "./context.ts";
import type { EventLoop } from "./event_loop.ts";
import type { Task } from "./task.ts";
import { RuntimeError } from "./errors.ts";
import {
  type AsyncStorage,
  makeAsyncStorage,
  type Origin,
  type Slot,
} from "./_async_storage.ts";

/** Whose code runs: tasks, callbacks and loops are frames themselves. */
export interface Frame {
  /** `null` outside of loops, and once the loop is closed. */
  _loop: EventLoop | null;
  readonly _task: Task<unknown> | null;
  /** Read by `contextOf()`: frames without variables share one. */
  _context: Context;
}

let storage: AsyncStorage<Frame> | null | undefined;
let active: Frame | null = null;
let current: EventLoop | null = null;

/** The frame of the code that asks; `null` outside every loop. */
export function currentFrame(): Frame | null {
  if (active !== null) return active;
  if (storage === undefined || storage === null) return null;
  return storage.getSlot()?.value ?? null;
}

/** Runs `fn`, and all that it awaits, in a frame. */
export function runInFrame<A extends unknown[], R>(
  frame: Frame,
  fn: (...args: A) => R,
  ...args: A
): R {
  if (storage === undefined) storage = makeAsyncStorage<Frame>();
  const saved = active;
  try {
    if (storage !== null) {
      active = null;
      return storage.run(frame, fn, ...args);
    }
    active = frame;
    return fn(...args);
  } finally {
    // Without a storage, a task whose step began meanwhile stays the active one.
    if (storage !== null || active === frame) active = saved;
  }
}

/** What `startInFrame()` has a frame inherit: what others keep in the async context. */
export function captureOrigin(): Origin {
  if (storage === undefined) storage = makeAsyncStorage<Frame>();
  return storage?.capture();
}

/** Runs `fn` in a frame, and in the async context that was captured; maybe a microtask later. */
export function startInFrame<A>(
  origin: Origin,
  frame: Frame,
  fn: (arg: A) => void,
  arg: A,
): void {
  if (storage === null || storage === undefined) {
    active = frame;
    fn(arg);
  } else storage.runFrom(origin, frame, fn, arg);
}

/** The slot of the code that asks, where there are any. */
export function currentSlot(): Slot<Frame> | undefined {
  return storage?.getSlot();
}

/** Whether a frame is found after any `await`, and in every reaction. */
export function isFrameKept(): boolean {
  return storage !== null && storage !== undefined;
}

/** Names the frame of the plain callback that runs now; `null` when it ended. */
export function setActive(frame: Frame | null): void {
  active = frame;
}

/** Names the task whose step begins; `null` when the step has unwound. */
export function setStepping(frame: Frame | null): void {
  if (storage === null) active = frame;
}

const NO_LOOP =
  "nothing runs this code on a loop: start the program with run(main), and hand functions over uncalled; where there is no AsyncLocalStorage, await foreign promises through wrapFuture() or abortable()";

/** A frame of a loop that runs. */
export type RunningFrame = Frame & { _loop: EventLoop };

/** The frame of the running loop that the calling code belongs to. */
export function runningFrame(): RunningFrame {
  const frame = currentFrame();
  if (frame === null || frame._loop === null || !frame._loop.isRunning()) {
    throw new RuntimeError("no running event loop", { cause: NO_LOOP });
  }
  return frame as RunningFrame;
}

/**
 * The loop that runs the calling code.
 *
 * @returns The running loop.
 * @throws {RuntimeError} "no running event loop", outside of one. In a browser also after
 * `await`ing a promise that is not the loop's: use `wrapFuture()` or `abortable()` there.
 *
 * @example Ask the loop for the time
 * ```ts
 * import { getRunningLoop, run } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   console.log(getRunningLoop().time() > 0);
 * });
 * ```
 */
export function getRunningLoop(): EventLoop {
  return runningFrame()._loop;
}

/**
 * Sets the loop that `getEventLoop()` gives outside of a running one.
 *
 * @param loop A loop, or `null` for none.
 *
 * @example
 * ```ts
 * import { getEventLoop, newEventLoop, setEventLoop } from "@asyncio/asyncio";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const loop = newEventLoop();
 * setEventLoop(loop);
 * assertStrictEquals(getEventLoop(), loop);
 * setEventLoop(null);
 * loop.close();
 * ```
 */
export function setEventLoop(loop: EventLoop | null): void {
  current = loop;
}

/**
 * The running loop, else the one that `setEventLoop()` has set.
 *
 * @returns The loop.
 * @throws {RuntimeError} Where there is neither, as CPython 3.14 does.
 *
 * @example
 * ```ts
 * import { getEventLoop, getRunningLoop, run } from "@asyncio/asyncio";
 * import { assertStrictEquals } from "@std/assert";
 *
 * await run(async () => {
 *   assertStrictEquals(getEventLoop(), getRunningLoop());
 * });
 * ```
 */
export function getEventLoop(): EventLoop {
  const loop = currentFrame()?._loop;
  if (loop !== undefined && loop !== null && loop.isRunning()) return loop;
  if (current !== null) return current;
  throw new RuntimeError(
    "There is no current event loop in thread 'MainThread'.",
  );
}

/**
 * The task that runs the calling code.
 *
 * @param loop Asks for the current task of this loop. Default: the running loop.
 * @returns The task, or `null` in a plain callback.
 * @throws {RuntimeError} "no running event loop", outside of one.
 *
 * @example
 * ```ts
 * import { currentTask, run } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   console.log(currentTask()?.getName());
 * });
 * ```
 */
export function currentTask(loop?: EventLoop): Task<unknown> | null {
  const frame = loop === undefined ? runningFrame() : currentFrame();
  if (frame === null || (loop !== undefined && frame._loop !== loop)) {
    return null;
  }
  return frame._task;
}
