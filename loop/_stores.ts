/** Where queues keep their items: in what order they come out again. */
import { Ring } from "./_ring.ts";

/** Where a queue keeps its items. */
export interface Store<T> {
  readonly size: number;
  push(item: T): void;
  /** Takes the next item; there is one. */
  take(): T;
}

export class FifoStore<T> extends Ring<T> implements Store<T> {
  take(): T {
    return this.shift();
  }
}

/** A binary heap. Whatever `compare` throws, no item is lost: it runs before anything moves. */
export class HeapStore<T> implements Store<T> {
  compare: (a: T, b: T) => number = () => 0;
  #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  push(item: T): void {
    const items = this.#items;
    const path: number[] = [];
    let index = items.length;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.compare(item, items[parent] as T) >= 0) break;
      path.push(parent);
      index = parent;
    }
    let hole = items.length;
    for (const parent of path) {
      items[hole] = items[parent] as T;
      hole = parent;
    }
    items[hole] = item;
  }

  take(): T {
    const items = this.#items;
    const size = items.length - 1;
    const last = items[size] as T;
    const path: number[] = [];
    for (let child = 1; child < size; child = child * 2 + 1) {
      if (
        child + 1 < size &&
        this.compare(items[child + 1] as T, items[child] as T) < 0
      ) child++;
      if (this.compare(last, items[child] as T) <= 0) break;
      path.push(child);
    }
    const top = items[0] as T;
    let hole = 0;
    for (const child of path) {
      items[hole] = items[child] as T;
      hole = child;
    }
    items[hole] = last;
    items.length = size;
    return top;
  }
}

export class LifoStore<T> extends Ring<T> implements Store<T> {
  take(): T {
    return this.pop();
  }
}
