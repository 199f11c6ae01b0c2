/**
 * The timer heap: ordered by `when`, and among equals by the order of arrival.
 * Cancelled entries stay until they reach the top or outnumber the live ones.
 */

/** What a heap holds: something that runs when its time has come. */
export interface Timed {
  /** Loop time in milliseconds. */
  readonly _when: number;
  /** Set by the heap; decides between equal times. */
  _sequence: number;
  /** False once it was cancelled or has fired. */
  _scheduled: boolean;
}

/** A 4-ary heap: shallower than a binary one, and children share a cache line. */
export class TimerHeap<T extends Timed> {
  #entries: T[] = [];
  #sequence = 0;
  #cancelled = 0;

  get size(): number {
    return this.#entries.length;
  }

  push(entry: T): void {
    entry._sequence = this.#sequence++;
    this.#entries.push(entry);
    this.#siftUp(this.#entries.length - 1, entry);
  }

  /** The earliest live entry. */
  peek(): T | undefined {
    let top = this.#entries[0];
    while (top !== undefined && !top._scheduled) {
      this.#pop();
      this.#cancelled--;
      top = this.#entries[0];
    }
    return top;
  }

  /** Takes the earliest live entry if it is due at `now`. */
  popDue(now: number): T | undefined {
    const top = this.peek();
    if (top === undefined || top._when > now) return undefined;
    return this.#pop();
  }

  /** Tells that an entry has become unscheduled while it stands in the heap. */
  noteCancelled(): void {
    this.#cancelled++;
    if (this.#cancelled > 100 && this.#cancelled * 2 > this.#entries.length) {
      const live = this.#entries.filter((entry) => entry._scheduled);
      this.#entries = live;
      this.#cancelled = 0;
      for (let i = (live.length - 2) >> 2; i >= 0; i--) {
        this.#siftDown(i, live[i] as T);
      }
    }
  }

  clear(): void {
    this.#entries = [];
    this.#cancelled = 0;
  }

  #pop(): T {
    const entries = this.#entries;
    const top = entries[0] as T;
    const last = entries.pop() as T;
    if (entries.length > 0) this.#siftDown(0, last);
    return top;
  }

  #siftUp(index: number, entry: T): void {
    const entries = this.#entries;
    while (index > 0) {
      const parentIndex = (index - 1) >> 2;
      const parent = entries[parentIndex] as T;
      if (!before(entry, parent)) break;
      entries[index] = parent;
      index = parentIndex;
    }
    entries[index] = entry;
  }

  #siftDown(index: number, entry: T): void {
    const entries = this.#entries;
    const length = entries.length;
    for (;;) {
      const first = index * 4 + 1;
      if (first >= length) break;
      const end = Math.min(first + 4, length);
      let least = first;
      let child = entries[first] as T;
      for (let i = first + 1; i < end; i++) {
        const other = entries[i] as T;
        if (before(other, child)) {
          least = i;
          child = other;
        }
      }
      if (!before(child, entry)) break;
      entries[index] = child;
      index = least;
    }
    entries[index] = entry;
  }
}

function before(a: Timed, b: Timed): boolean {
  return a._when < b._when ||
    (a._when === b._when && a._sequence < b._sequence);
}
