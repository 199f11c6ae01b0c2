/** A growing ring buffer: a FIFO (or LIFO) whose every operation is constant time. */
export class Ring<T> {
  // Capacity is a power of two, so that `& mask` wraps an index.
  #slots: (T | undefined)[] = new Array(8);
  #mask = 7;
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(item: T): void {
    if (this.#size > this.#mask) this.#grow();
    this.#slots[(this.#head + this.#size) & this.#mask] = item;
    this.#size++;
  }

  /** Takes the oldest item; the caller has checked that there is one. */
  shift(): T {
    const item = this.#slots[this.#head] as T;
    this.#slots[this.#head] = undefined;
    this.#head = (this.#head + 1) & this.#mask;
    this.#size--;
    return item;
  }

  /** Takes the newest item; the caller has checked that there is one. */
  pop(): T {
    this.#size--;
    const index = (this.#head + this.#size) & this.#mask;
    const item = this.#slots[index] as T;
    this.#slots[index] = undefined;
    return item;
  }

  #grow(): void {
    const slots = new Array<T | undefined>(this.#slots.length * 2);
    for (let i = 0; i < this.#size; i++) {
      slots[i] = this.#slots[(this.#head + i) & this.#mask];
    }
    this.#slots = slots;
    this.#mask = slots.length - 1;
    this.#head = 0;
  }
}
