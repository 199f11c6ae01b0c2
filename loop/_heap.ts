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

/** Keys for 64 entries: where a heap begins. */
const LEAST = 128;
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
    let index = this.#entries.push(entry) - 1;
    if (2 * index === this.#keys.length) {
      const keys = new Float64Array(4 * index || LEAST);
      keys.set(this.#keys);
      this.#keys = keys;
    }
    const when = entry._when;
    while (index > 0) {
      const parent = (index - 1) >> 2;
      // What has the same time came earlier.
      if ((this.#keys[2 * parent] as number) <= when) break;
      this.#move(parent, index);
      index = parent;
    }
    this.#put(index, entry, when, this.#arrived++);
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
    if (this.#cancelled <= 100 || this.#cancelled * 2 <= this.#entries.length) {
      return;
    }
    const entries = this.#entries;
    let live = 0;
    for (let i = 0; i < entries.length; i++) {
      if ((entries[i] as T)._scheduled) this.#move(i, live++);
    }
    entries.length = live;
    this.#cancelled = 0;
    for (let i = (live - 2) >> 2; i >= 0; i--) {
      this.#siftDown(i, entries[i] as T, i);
    }
  }

  clear(): void {
    this.#entries = [];
    this.#keys = NONE;
    this.#cancelled = 0;
  }

  #pop(): T {
    const top = this.#entries[0] as T;
    const last = this.#entries.pop() as T;
    const rest = this.#entries.length;
    if (rest > 0) this.#siftDown(0, last, rest);
    return top;
  }

  /** Puts an entry, whose keys stand at `from`, in its place at `index` or below. */
  #siftDown(index: number, entry: T, from: number): void {
    const keys = this.#keys;
    const when = keys[2 * from] as number;
    const arrived = keys[2 * from + 1] as number;
    const { length } = this.#entries;
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
    this.#put(index, entry, when, arrived);
  }

  #move(from: number, to: number): void {
    const keys = this.#keys;
    const when = keys[2 * from] as number;
    this.#put(to, this.#entries[from] as T, when, keys[2 * from + 1] as number);
  }

  #put(index: number, entry: T, when: number, arrived: number): void {
    this.#entries[index] = entry;
    this.#keys[2 * index] = when;
    this.#keys[2 * index + 1] = arrived;
  }
}
