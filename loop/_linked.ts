/** What can stand in a `LinkedSet`: in one at a time. */
export interface Linked<T> {
  _previous: T | null;
  _next: T | null;
}

/** A set of things that know their neighbours: putting one in or out looks nothing up. */
export class LinkedSet<T extends Linked<T>> implements Iterable<T> {
  #first: T | null = null;
  #last: T | null = null;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds what is in no set. */
  add(item: T): void {
    const last = this.#last;
    item._previous = last;
    if (last === null) this.#first = item;
    else last._next = item;
    this.#last = item;
    this.#size++;
  }

  /** Takes out what is in this set. */
  delete(item: T): void {
    const { _previous: previous, _next: next } = item;
    if (previous === null) this.#first = next;
    else previous._next = next;
    if (next === null) this.#last = previous;
    else next._previous = previous;
    item._previous = null;
    item._next = null;
    this.#size--;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let item = this.#first; item !== null; item = item._next) yield item;
  }
}
