/**
 * The one wait queue: first in, first out. Every lock, event, semaphore and
 * queue keeps its waiting tasks in one of these.
 *
 * Invariant: `size` waits stand in the queue; `woken` more were taken out of it
 * and have not run yet. A wait leaves the queue in the moment it is woken or
 * cancelled, in constant time.
 */
import { type RunningFrame, runningFrame } from "./current.ts";
import { RuntimeError } from "./errors.ts";
import type { EventLoop } from "./event_loop.ts";
import { PromisedWait } from "./_wait.ts";

/** A wait that stands in a `WaitQueue`. */
export abstract class QueuedWait<T> extends PromisedWait<T> {
  readonly #queue: WaitQueue;
  _before: QueuedWait<unknown> | null = null;
  _after: QueuedWait<unknown> | null = null;

  constructor(queue: WaitQueue) {
    const { _loop: loop, _task: task } = queue._bind();
    super(loop, task);
    this.#queue = queue;
  }

  override _what(): string {
    return this.#queue.what;
  }

  override get _target(): object | null {
    return this.#queue.owner;
  }

  /** Takes a place at the end of the queue. */
  _enter(): Promise<T> {
    this.#queue._append(this);
    return this._begin();
  }

  /** Takes a place at the end of the queue again: what it was woken for is gone. */
  _waitOn(): void {
    this.#queue._append(this);
    this._park();
  }

  override _leave(): void {
    this.#queue._remove(this);
  }

  /** Whether it was given something before it ran. */
  _wasWoken(): boolean {
    return this._state === "woken";
  }

  override _run(): boolean {
    if (this._state === "woken") this.#queue.woken--;
    return super._run();
  }
}

export class WaitQueue {
  /** What its tasks wait for, as reports print it: `Lock.acquire()`. */
  readonly what: string;
  /** The lock or queue that keeps it. */
  readonly owner: object | null;
  /** How many wait. */
  size = 0;
  /** How many were woken and have not run yet. */
  woken = 0;
  #first: QueuedWait<unknown> | null = null;
  #last: QueuedWait<unknown> | null = null;
  #loop: EventLoop | null = null;

  constructor(what: string, owner: object | null = null) {
    this.what = what;
    this.owner = owner;
  }

  /** Whether somebody waits, or was woken and has not run yet. */
  get isBusy(): boolean {
    return this.size > 0 || this.woken > 0;
  }

  /** The first in line. */
  get first(): QueuedWait<unknown> | null {
    return this.#first;
  }

  /** Wakes the first that waits. */
  wakeNext(): boolean {
    const wait = this.#first;
    if (wait === null) return false;
    this._remove(wait);
    this.woken++;
    wait._wake();
    return true;
  }

  /** Wakes all that wait. */
  wakeAll(): void {
    while (this.wakeNext());
  }

  /** The frame that would wait now. The first wait binds the queue to its loop. */
  _bind(): RunningFrame {
    const frame = runningFrame();
    const loop = frame._loop;
    this.#loop ??= loop;
    if (this.#loop !== loop) {
      const owner = this.what.slice(0, this.what.indexOf("."));
      throw new RuntimeError(
        `<${owner}> is bound to a different event loop`,
        { cause: "make one inside each run(), not one for several" },
      );
    }
    return frame;
  }

  _append(wait: QueuedWait<unknown>): void {
    wait._before = this.#last;
    wait._after = null;
    if (this.#last === null) this.#first = wait;
    else this.#last._after = wait;
    this.#last = wait;
    this.size++;
  }

  _remove(wait: QueuedWait<unknown>): void {
    if (wait._before === null) this.#first = wait._after;
    else wait._before._after = wait._after;
    if (wait._after === null) this.#last = wait._before;
    else wait._after._before = wait._before;
    wait._before = null;
    wait._after = null;
    this.size--;
  }
}
