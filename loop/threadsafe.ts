/**
 * Coroutines for a loop from outside of it.
 *
 * @module
 */
import { type Context, copyContext } from "./context.ts";
import { CancelledError } from "./errors.ts";
import type { EventLoop } from "./event_loop.ts";
import type { Coroutine, Task } from "./task.ts";
import { PromisedWait } from "./_wait.ts";

/** What `runCoroutineThreadsafe()` gives: a promise that any code can await. */
export interface ThreadsafeCall<T> extends Promise<T> {
  /**
   * Cancels the coroutine.
   *
   * @param message Why.
   * @returns `false` if it has ended already.
   */
  cancel(message?: string): boolean;
}

/** Waits for the loop to start the coroutine, then for its end. */
class Course<T> extends PromisedWait<void> {
  task: Task<T> | null = null;
  /** A cancellation that came before the start. */
  cancellation: Error | null = null;
  readonly #coro: Coroutine<T>;
  readonly #context: Context = copyContext();

  constructor(loop: EventLoop, coro: Coroutine<T>) {
    super(loop, null);
    this.#coro = coro;
    this._wake();
  }

  override _what(): string {
    return "runCoroutineThreadsafe()";
  }

  override _resume(): void {
    if (this.cancellation !== null) this._reject(this.cancellation);
    else if (this.task !== null) this._resolve();
    else {
      try {
        this.task = this.#context.run(() => this._loop.createTask(this.#coro));
        this._park();
        this.task._onDone(this);
      } catch (error) {
        this._reject(error);
      }
    }
  }
}

// Not a future of the loop: other loops' tasks may await it. An exception counts
// as seen once somebody listens, so that it cannot get lost.
class Outside<T> implements ThreadsafeCall<T> {
  readonly #course: Course<T>;

  constructor(course: Course<T>) {
    this.#course = course;
  }

  cancel(message?: string): boolean {
    const { task } = this.#course;
    if (task !== null) return task.cancel(message);
    this.#course.cancellation ??= new CancelledError(message);
    return true;
  }

  then<A = T, B = never>(
    onfulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#result().then(onfulfilled, onrejected);
  }

  catch<B = never>(
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<T | B> {
    return this.#result().catch(onrejected);
  }

  finally(onfinally?: (() => void) | null): Promise<T> {
    return this.#result().finally(onfinally);
  }

  get [Symbol.toStringTag](): string {
    return "ThreadsafeCall";
  }

  async #result(): Promise<T> {
    await this.#course._promise;
    return (this.#course.task as Task<T>).result();
  }
}

/**
 * Runs a coroutine on a loop, from code that is not the loop's: a callback of the
 * host's, or another loop's task. It is a task of the loop, in a copy of the
 * caller's context.
 *
 * All code shares one thread here. A Worker has no loop of this thread's at hand:
 * it sends a message, whose listener calls this.
 *
 * @typeParam T What the coroutine gives.
 * @param coro The coroutine function.
 * @param loop The loop that runs it.
 * @returns A promise of what it gives; its `cancel()` cancels the coroutine.
 * @throws {TypeError} "A coroutine object is required".
 * @throws {RuntimeError} "Event loop is closed".
 *
 * @example
 * ```ts
 * import { getRunningLoop, Queue, run, runCoroutineThreadsafe, sleep } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const loop = getRunningLoop();
 *   const clicks = new Queue<string>(1);
 *   setTimeout(() => runCoroutineThreadsafe(() => clicks.put("a click"), loop), 10);
 *   console.log(await clicks.get());
 *   await sleep(0);
 * });
 * ```
 */
export function runCoroutineThreadsafe<T>(
  coro: Coroutine<T>,
  loop: EventLoop,
): ThreadsafeCall<T> {
  if (typeof coro !== "function") {
    throw new TypeError("A coroutine object is required");
  }
  loop._checkClosed();
  return new Outside(new Course(loop, coro));
}
