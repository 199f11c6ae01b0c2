/**
 * The timer heap: ordered by `when`, and among equals by the order of arrival.
 * Cancelled entries stay until they reach the top or outnumber the live ones.
 */

/** What a heap holds: something that runs when its time has come. */
export interface Timed {
  /** Loop time in milliseconds. */
  readonly _when: number;
  /** False once it was cancelled or has fired. */
  _scheduled: boolean;
}

const LEAST = 64;
// Many loops never have a timer.
const NONE = new Float64Array(0);

/**
 * A 4-ary heap: shallower than a binary one. What it is ordered by stands in an
 * array of its own, so that to compare four children is to read one cache line,
 * and not four objects somewhere in memory.
 */
export class TimerHeap<T extends Timed> {
  #entries: T[] = [];
  /** `when` and the number of arrival of each entry, in turn. */
  #keys = NONE;
  #arrived = 0;
  #cancelled = 0;

  get size(): number {
    return this.#entries.length;
  }

  push(entry: T): void {
    const index = this.#entries.length;
    this.#entries.push(entry);
    if (2 * index === this.#keys.length) {
      const keys = new Float64Array(2 * Math.max(2 * index, LEAST));
      keys.set(this.#keys);
      this.#keys = keys;
    }
    this.#siftUp(index, entry, entry._when, this.#arrived++);
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
      const entries = this.#entries, keys = this.#keys;
      let live = 0;
      for (let i = 0; i < entries.length; i++) {
        const entry = entries[i] as T;
        if (!entry._scheduled) continue;
        entries[live] = entry;
        keys.copyWithin(2 * live++, 2 * i, 2 * i + 2);
      }
      entries.length = live;
      this.#cancelled = 0;
      for (let i = (live - 2) >> 2; i >= 0; i--) {
        this.#siftDown(
          i,
          entries[i] as T,
          keys[2 * i] as number,
          keys[2 * i + 1] as number,
        );
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
    const at = 2 * entries.length;
    if (at > 0) {
      this.#siftDown(
        0,
        last,
        this.#keys[at] as number,
        this.#keys[at + 1] as number,
      );
    }
    return top;
  }

  #siftUp(index: number, entry: T, when: number, arrived: number): void {
    const entries = this.#entries;
    const keys = this.#keys;
    while (index > 0) {
      const parent = (index - 1) >> 2;
      // What has the same time came earlier.
      if ((keys[2 * parent] as number) <= when) break;
      this.#move(parent, index);
      index = parent;
    }
    entries[index] = entry;
    keys[2 * index] = when;
    keys[2 * index + 1] = arrived;
  }

  #siftDown(index: number, entry: T, when: number, arrived: number): void {
    const entries = this.#entries;
    const keys = this.#keys;
    const { length } = entries;
    for (;;) {
      const first = index * 4 + 1;
      if (first >= length) break;
      const end = Math.min(first + 4, length);
      let least = first;
      let time = keys[2 * first] as number;
      let number = keys[2 * first + 1] as number;
      for (let i = first + 1; i < end; i++) {
        const other = keys[2 * i] as number;
        if (
          other < time ||
          (other === time && (keys[2 * i + 1] as number) < number)
        ) {
          least = i;
          time = other;
          number = keys[2 * i + 1] as number;
        }
      }
      if (when < time || (when === time && arrived < number)) break;
      this.#move(least, index);
      index = least;
    }
    entries[index] = entry;
    keys[2 * index] = when;
    keys[2 * index + 1] = arrived;
  }

  #move(from: number, to: number): void {
    this.#entries[to] = this.#entries[from] as T;
    this.#keys[2 * to] = this.#keys[2 * from] as number;
    this.#keys[2 * to + 1] = this.#keys[2 * from + 1] as number;
  }
}
