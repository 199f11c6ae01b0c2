/** Promises that listeners give, `future.catch(log)`, and tasks that await them. */
import { currentFrame } from "./current.ts";
import type { Future } from "./future.ts";
import type { Reaction } from "./_future_wait.ts";
import type { Task } from "./task.ts";
import { PromisedWait } from "./_wait.ts";

/**
 * A task that awaits what a listener gives: `await task.catch(log)`. Cancelling
 * it leaves the future alone, to which it only listens.
 */
class ListenerWait<T> extends PromisedWait<T> {
  readonly #future: Future<unknown>;
  #outcome: { value: T } | { error: unknown } | null = null;

  constructor(future: Future<unknown>, task: Task<unknown>) {
    super(task._loop, task);
    this.#future = future;
  }

  override _what(): string {
    return this.#future._what();
  }

  override get _target(): Future<unknown> {
    return this.#future;
  }

  // What the listener itself waits for is not known.
  override get _isOutside(): boolean {
    return this.#future.done();
  }

  follow(promise: Promise<T>): void {
    promise.then(
      (value) => this.#settled({ value }),
      (error) => this.#settled({ error }),
    );
  }

  override _resume(): void {
    const outcome = this.#outcome as { value: T } | { error: unknown };
    if ("value" in outcome) this._resolve(outcome.value);
    else this._reject(outcome.error);
  }

  // The listener ran in a step of the loop, and the task goes on in the same.
  #settled(outcome: { value: T } | { error: unknown }): void {
    if (this._state !== "waiting") return;
    this.#outcome = outcome;
    this._run();
  }
}

const { then: nativeThen, finally: nativeFinally } = Promise.prototype;

/** Has `await` say which task waits for a promise that a listener gave. */
export function noticeAwait<T>(
  promise: Promise<T>,
  future: Future<unknown>,
): Promise<T> {
  const then = (
    onfulfilled?: Reaction<T> | null,
    onrejected?: Reaction<unknown> | null,
  ): Promise<unknown> => {
    const frame = currentFrame();
    const task = frame?._task ?? null;
    if (
      task === null || frame?._loop !== future._loop ||
      !future._loop.isRunning() || task.done() ||
      typeof onfulfilled !== "function" || typeof onrejected !== "function"
    ) {
      const next = nativeThen.call(promise, onfulfilled, onrejected);
      return noticeAwait(next, future);
    }
    const wait = new ListenerWait<T>(future, task);
    wait._park();
    wait.follow(nativeThen.call(promise) as Promise<T>);
    return nativeThen.call(
      wait._promise,
      onfulfilled as Reaction<unknown>,
      onrejected,
    );
  };
  return Object.defineProperties(promise, {
    // Of a plain promise `await` does not call `then`.
    constructor: { value: undefined },
    then: { value: then },
    catch: { value: (fn?: Reaction<unknown>) => then(undefined, fn) },
    finally: {
      value: (fn?: () => void) =>
        noticeAwait(nativeFinally.call(nativeThen.call(promise), fn), future),
    },
  });
}
