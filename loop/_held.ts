/** Debug mode: which locks are held, and since where. */
import type { EventLoop } from "./event_loop.ts";

const held = new WeakMap<EventLoop, Map<object, string | null>>();

export function noteTaken(
  loop: EventLoop,
  lock: object,
  place: string | null,
): void {
  let locks = held.get(loop);
  if (locks === undefined) held.set(loop, locks = new Map());
  locks.set(lock, place);
}

export function noteReleased(loop: EventLoop, lock: object): void {
  held.get(loop)?.delete(lock);
}

/** Where the locks that are held now were taken. */
export function heldSince(loop: EventLoop): (string | null)[] {
  return [...held.get(loop)?.values() ?? []];
}
