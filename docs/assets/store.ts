/** What the learner did, kept in this browser alone. */
/// <reference lib="dom" />

const KEY = "asyncio.learned";

/** Reads a value of this browser; `fallback` where there is none. */
export function read<T>(key: string, fallback: T): T {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as T ?? fallback;
  } catch {
    return fallback;
  }
}

/** Keeps a value; a browser that refuses forgets it with the page. */
export function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Private windows and blocked storage.
  }
}

const ids = new Set(read<string[]>(KEY, []));

/** Whether the learner marked the card. */
export function learned(id: string): boolean {
  return ids.has(id);
}

/** Marks a card as learned, or not. */
export function markLearned(id: string, yes: boolean): void {
  if (yes) ids.add(id);
  else ids.delete(id);
  write(KEY, [...ids].sort());
}
