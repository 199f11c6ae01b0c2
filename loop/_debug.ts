/**
 * Debug mode's memory: what has to be noted while a program runs, so that what
 * it forgot can be told later. Nothing here is called without debug mode.
 */
import { CancelledError, isA } from "./errors.ts";
import type { EventLoop } from "./event_loop.ts";
import { placeOf, setPlace } from "./_places.ts";
import { callSite, callTrail } from "./_report.ts";
import type { Task } from "./task.ts";
import type { Wait } from "./_wait.ts";

type AnyTask = Task<unknown>;
type AnyWait = Wait;

/** A cancellation that has reached its task and was not yet passed on or taken back. */
interface Delivery {
  at: string;
  trail: string;
  /** The module itself waits on before it passes the cancellation on. */
  isKept: boolean;
}

const trails = new WeakMap<AnyWait, string>();
const deliveries = new WeakMap<AnyTask, Delivery>();
const unawaited = new WeakMap<EventLoop, Map<AnyWait, AnyTask | null>>();

function describe(wait: AnyWait): string {
  const what = wait._what();
  const place = placeOf(wait);
  return place === null ? what : `${what} at ${place}`;
}

/** A task waits, or waits again. */
export function noteWaiting(wait: AnyWait): void {
  setPlace(wait, callSite());
  const trail = callTrail() || wait._what();
  trails.set(wait, trail);
  const task = wait._task;
  const delivery = task === null ? undefined : deliveries.get(task);
  if (delivery === undefined) return;
  const { isKept } = delivery;
  delivery.isKept = false;
  // Somewhere else it may be cleaning up; at the same place it has swallowed it.
  if (isKept || delivery.trail !== trail) return;
  reportSwallowed(task as AnyTask, delivery, {
    "waits again for": describe(wait),
  });
}

/** A wait ends with an error, which may be the cancellation of its task. */
export function noteDelivered(wait: AnyWait, reason: unknown): void {
  const task = wait._task;
  if (task === null || task.cancelling() === 0) return;
  if (!isA(reason, CancelledError)) return;
  const trail = trails.get(wait) ?? wait._what();
  deliveries.set(task, { at: describe(wait), trail, isKept: false });
}

/** Whoever was cancelled waits for others to end, and throws it on then. */
export function noteKept(task: AnyTask): void {
  const delivery = deliveries.get(task);
  if (delivery !== undefined) delivery.isKept = true;
}

/** `uncancel()`: whoever called it has handled the cancellation. */
export function noteHandled(task: AnyTask): void {
  deliveries.delete(task);
}

/** A task has returned. */
export function noteReturned(task: AnyTask): void {
  const delivery = deliveries.get(task);
  if (delivery === undefined) return;
  reportSwallowed(task, delivery, {
    "and returned; made at": placeOf(task) ?? "an unknown place",
  });
}

function reportSwallowed(
  task: AnyTask,
  delivery: Delivery,
  then: Record<string, string>,
): void {
  deliveries.delete(task);
  task._loop.callExceptionHandler({
    message: `${task.getName()} swallowed a cancellation`,
    task,
    "was cancelled in": delivery.at,
    ...then,
    advice:
      "clean up and throw the CancelledError on; who means to go on calls currentTask().uncancel()",
  });
}

/** Notes whether anybody awaits what a wait promises. */
export function watchAwaited(wait: AnyWait): void {
  const waits = unawaited.get(wait._loop) ??
    new Map<AnyWait, AnyTask | null>();
  unawaited.set(wait._loop, waits);
  waits.set(wait, wait._task);
  const { _promise: promise } = wait;
  Object.defineProperties(promise, {
    // `await` calls `then` only of what is no plain promise.
    constructor: { value: undefined },
    then: {
      value(...listeners: Parameters<typeof promise.then>) {
        waits.delete(wait);
        return Promise.prototype.then.apply(promise, listeners);
      },
    },
  });
}

/** Gives the waits, of one task or of the whole loop, that nobody has awaited. */
export function takeUnawaited(loop: EventLoop, task?: AnyTask): AnyWait[] {
  const waits = unawaited.get(loop) ?? [];
  const taken: AnyWait[] = [];
  for (const [wait, owner] of waits) {
    if (task === undefined || task === owner) taken.push(wait);
  }
  for (const wait of taken) unawaited.get(loop)?.delete(wait);
  return taken;
}
