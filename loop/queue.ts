/**
 * Queues.
 *
 * @module
 */
import { QueueEmpty, QueueFull, QueueShutDown } from "./errors.ts";
import { FifoStore, HeapStore, LifoStore, type Store } from "./_stores.ts";
import { QueuedWait, WaitQueue } from "./_waiters.ts";

class Getter<T> extends QueuedWait<T> {
  readonly #owner: Queue<T>;

  constructor(owner: Queue<T>, waiters: WaitQueue) {
    super(waiters);
    this.#owner = owner;
  }

  // Somebody may have run first and taken the item: then back to the end of the line.
  override _resume(): void {
    const queue = this.#owner;
    if (!queue.empty()) this._resolve(queue.getNowait());
    else if (queue._isShutDown()) this._reject(new QueueShutDown());
    else this._waitOn();
  }

  override _cancelled(error: unknown): void {
    if (this._wasWoken() && !this.#owner.empty()) this.#owner._wakeGetter();
    this._reject(error);
  }
}

class Putter<T> extends QueuedWait<void> {
  readonly #owner: Queue<T>;
  readonly #item: T;

  constructor(owner: Queue<T>, waiters: WaitQueue, item: T) {
    super(waiters);
    this.#owner = owner;
    this.#item = item;
  }

  override _resume(): void {
    const queue = this.#owner;
    if (queue._isShutDown()) this._reject(new QueueShutDown());
    else if (queue.full()) this._waitOn();
    else {
      try {
        queue.putNowait(this.#item);
        this._resolve(undefined);
      } catch (error) {
        this._reject(error);
      }
    }
  }

  override _cancelled(error: unknown): void {
    if (this._wasWoken() && !this.#owner.full()) this.#owner._wakePutter();
    this._reject(error);
  }
}

class Joiner extends QueuedWait<void> {
  override _resume(): void {
    this._resolve(undefined);
  }
}

/**
 * A first in, first out queue between tasks.
 *
 * Invariant: items are neither lost nor doubled: an item leaves the queue in the
 * step that gives it to its getter, and a cancelled getter that had been woken
 * wakes the next.
 *
 * @typeParam T The type of the items.
 *
 * @example
 * ```ts
 * import { createTask, Queue, run } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const queue = new Queue<number>(2);
 *   const producer = createTask(async () => {
 *     for (const item of [1, 2, 3]) await queue.put(item);
 *     queue.shutdown();
 *   });
 *   for await (const item of queue) console.log(item);
 *   await producer;
 * });
 * ```
 */
export class Queue<T> implements AsyncIterable<T> {
  /** How many items it takes; 0 or less for any number. */
  readonly maxsize: number;
  /** @ignore */
  readonly _items: Store<T>;
  readonly #getters: WaitQueue;
  readonly #putters: WaitQueue;
  readonly #joiners: WaitQueue;
  #unfinished = 0;
  #state: "open" | "shut down" = "open";

  /**
   * Makes a Queue.
   *
   * @param maxsize How many items it takes; 0 or less for any number.
   * @throws {RangeError} If it is NaN.
   */
  constructor(maxsize = 0) {
    if (typeof maxsize !== "number" || Number.isNaN(maxsize)) {
      throw new RangeError(
        `Queue maxsize must be a number, got ${String(maxsize)}`,
      );
    }
    this.maxsize = maxsize;
    this._items = this._makeStore();
    const name = this._kind();
    this.#getters = new WaitQueue(`${name}.get()`, this);
    this.#putters = new WaitQueue(`${name}.put()`, this);
    this.#joiners = new WaitQueue(`${name}.join()`, this);
  }

  /**
   * How many items stand in the queue.
   *
   * @returns The number.
   */
  qsize(): number {
    return this._items.size;
  }

  /**
   * Tells whether it holds nothing.
   *
   * @returns `true` if so.
   */
  empty(): boolean {
    return this._items.size === 0;
  }

  /**
   * Tells whether it holds `maxsize` items.
   *
   * @returns `true` if so; never without a `maxsize`.
   */
  full(): boolean {
    return this.maxsize > 0 && this._items.size >= this.maxsize;
  }

  /**
   * Puts an item, waiting while the queue is full.
   *
   * @param item The item.
   * @returns When it stands in the queue.
   * @throws {QueueShutDown} If the queue is, or gets, shut down.
   * @throws {CancelledError} If the task is cancelled meanwhile; the item is not put.
   */
  put(item: T): Promise<void> {
    if (this.full() && this.#state === "open") {
      return new Putter(this, this.#putters, item)._enter();
    }
    try {
      return Promise.resolve(this.putNowait(item));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * Puts an item at once.
   *
   * @param item The item.
   * @throws {QueueFull} If there is no room.
   * @throws {QueueShutDown} If the queue was shut down.
   */
  putNowait(item: T): void {
    if (this._isShutDown()) throw new QueueShutDown();
    if (this.full()) throw new QueueFull();
    this._items.push(item);
    this.#unfinished++;
    this.#getters.wakeNext();
  }

  /**
   * Gets the next item, waiting while the queue is empty.
   *
   * @returns The item.
   * @throws {QueueShutDown} If the queue is, or gets, shut down and empty.
   * @throws {CancelledError} If the task is cancelled meanwhile; no item is taken.
   */
  get(): Promise<T> {
    if (this._items.size > 0) return Promise.resolve(this.getNowait());
    if (this._isShutDown()) return Promise.reject(new QueueShutDown());
    return new Getter<T>(this, this.#getters)._enter();
  }

  /**
   * Gets the next item at once.
   *
   * @returns The item.
   * @throws {QueueEmpty} If there is none.
   * @throws {QueueShutDown} If the queue was shut down and is empty.
   */
  getNowait(): T {
    if (this._items.size === 0) {
      throw this._isShutDown() ? new QueueShutDown() : new QueueEmpty();
    }
    const item = this._items.take();
    this.#putters.wakeNext();
    return item;
  }

  /**
   * Says that an item that was got is worked off.
   *
   * @throws {RangeError} If called more often than items were put.
   */
  taskDone(): void {
    if (this.#unfinished <= 0) {
      throw new RangeError("task_done() called too many times");
    }
    if (--this.#unfinished === 0) this.#joiners.wakeAll();
  }

  /**
   * Waits until `taskDone()` was called for every item that was put.
   *
   * @returns When all is worked off.
   * @throws {CancelledError} If the task is cancelled meanwhile.
   */
  async join(): Promise<void> {
    if (this.#unfinished > 0) await new Joiner(this.#joiners)._enter();
  }

  /**
   * Ends the queue: `put()` throws from now on, `get()` once it is empty.
   *
   * @param immediate Also drops the items, as if they were worked off.
   */
  shutdown(immediate = false): void {
    this.#state = "shut down";
    if (immediate) {
      while (this._items.size > 0) {
        this._items.take();
        if (this.#unfinished > 0) this.#unfinished--;
      }
      if (this.#unfinished === 0) this.#joiners.wakeAll();
    }
    this.#getters.wakeAll();
    this.#putters.wakeAll();
  }

  /**
   * Gets until the queue is shut down and empty.
   *
   * @returns The items.
   */
  [Symbol.asyncIterator](): AsyncIterator<T> {
    return {
      next: async () => {
        try {
          return { done: false, value: await this.get() };
        } catch (error) {
          if (!(error instanceof QueueShutDown)) throw error;
          return { done: true, value: undefined };
        }
      },
    };
  }

  /** @ignore */
  _makeStore(): Store<T> {
    return new FifoStore<T>();
  }

  /** @ignore What reports call it; a minifier would change the class's own name */
  _kind(): string {
    return "Queue";
  }

  /** @ignore */
  _isShutDown(): boolean {
    return this.#state === "shut down";
  }

  /** @ignore */
  _wakeGetter(): void {
    this.#getters.wakeNext();
  }

  /** @ignore */
  _wakePutter(): void {
    this.#putters.wakeNext();
  }
}

/**
 * A last in, first out queue.
 *
 * @typeParam T The type of the items.
 *
 * @example
 * ```ts
 * import { LifoQueue } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * const queue = new LifoQueue<number>();
 * queue.putNowait(1);
 * queue.putNowait(2);
 * assertEquals(queue.getNowait(), 2);
 * ```
 */
export class LifoQueue<T> extends Queue<T> {
  /** @ignore */
  override _makeStore(): Store<T> {
    return new LifoStore<T>();
  }

  /** @ignore */
  override _kind(): string {
    return "LifoQueue";
  }
}

/**
 * A queue that gives the smallest item first.
 *
 * @typeParam T The type of the items.
 *
 * @example
 * ```ts
 * import { PriorityQueue } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * const queue = new PriorityQueue<{ priority: number }>(
 *   0,
 *   (a, b) => a.priority - b.priority,
 * );
 * queue.putNowait({ priority: 2 });
 * queue.putNowait({ priority: 1 });
 * assertEquals(queue.getNowait(), { priority: 1 });
 * ```
 */
export class PriorityQueue<T> extends Queue<T> {
  /**
   * Makes a PriorityQueue.
   *
   * @param maxsize How many items it takes; 0 or less for any number.
   * @param compare Negative when `a` comes first. Default: by `<`.
   */
  constructor(
    maxsize = 0,
    compare: (a: T, b: T) => number = (a, b) => a < b ? -1 : a > b ? 1 : 0,
  ) {
    super(maxsize);
    if (typeof compare !== "function") {
      throw new TypeError(
        `a compare function was expected, got ${String(compare)}`,
      );
    }
    (this._items as HeapStore<T>).compare = compare;
  }

  /** @ignore */
  override _makeStore(): Store<T> {
    return new HeapStore<T>();
  }

  /** @ignore */
  override _kind(): string {
    return "PriorityQueue";
  }
}
