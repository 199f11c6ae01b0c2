/** How `await` stands at a future. */
import { noteDelivered } from "./_debug.ts";
import { CancelledError, isA } from "./errors.ts";
import type { Future } from "./future.ts";
import { askPlace, settlesPromise } from "./_locate.ts";
import type { Task } from "./task.ts";
import { ignore, Wait } from "./_wait.ts";

/** What `then()` is given. */
export type Reaction<T> = (value: T) => unknown;

/**
 * A task, or anyone else, waiting for a future: it is what `then()` gives. `await`
 * does not look at that, so the promise is made only when somebody does. What
 * `then()` was given is called in the step itself.
 */
export class FutureWait<T> extends Wait implements Promise<unknown> {
  readonly #future: Future<T>;
  #onfulfilled: Reaction<T> | null | undefined;
  #onrejected: Reaction<unknown> | null | undefined;
  /** Made when somebody looks before the end. */
  #seen: { promise: Promise<unknown>; resolve: Reaction<unknown> } | null =
    null;
  /** What comes out, once it is settled. */
  #value: unknown;

  constructor(
    future: Future<T>,
    task: Task<unknown> | null,
    onfulfilled?: Reaction<T> | null,
    onrejected?: Reaction<unknown> | null,
  ) {
    super(future._loop, task);
    this.#future = future;
    this.#onfulfilled = onfulfilled;
    this.#onrejected = onrejected;
  }

  then<A = unknown, B = never>(
    onfulfilled?: ((value: unknown) => A | PromiseLike<A>) | null,
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#look().then(onfulfilled, onrejected);
  }

  catch<B = never>(
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<unknown> {
    return this.#look().catch(onrejected);
  }

  finally(onfinally?: (() => void) | null): Promise<unknown> {
    return this.#look().finally(onfinally);
  }

  get [Symbol.toStringTag](): string {
    return "Promise";
  }

  [Symbol.for("Deno.customInspect")](): string {
    return `Promise { ${this.#future._describe()} }`;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Promise { ${this.#future._describe()} }`;
  }

  override get _promise(): Promise<unknown> {
    return this;
  }

  override _what(): string {
    return this.#future._what();
  }

  override get _target(): Future<T> {
    return this.#future;
  }

  override get _awaited(): Future<T> {
    return this.#future;
  }

  // The future is cancelled first; its end is what wakes the task.
  override _cancel(message: string | undefined): boolean {
    return this.#future.cancel(message);
  }

  // Only `await` gives functions that settle a promise; others are the user's own.
  override _locate(): void {
    const resolve = this.#onfulfilled;
    if (!settlesPromise(resolve) || !settlesPromise(this.#onrejected)) return;
    askPlace(this, resolve, (resolve, reject) => {
      this.#onfulfilled = resolve;
      this.#onrejected = reject;
    });
  }

  override _leave(): void {
    this.#future._offDone(this);
  }

  override _resume(): void {
    const future = this.#future;
    if (future._hasResult()) this.#react(this.#onfulfilled, future.result());
    else this._reject(future._reason());
  }

  // A future that ended in a cancellation gives that one; else the task's own beats any outcome.
  override _cancelled(error: unknown): void {
    const future = this.#future;
    const own = future.done() && !future._hasResult() ? future._reason() : null;
    this._reject(isA(own, CancelledError) ? own : error);
  }

  override _reject(reason: unknown): void {
    if (this._loop._debug) noteDelivered(this, reason);
    if (typeof this.#onrejected === "function") {
      this.#react(this.#onrejected, reason);
    } else this.#settle(Promise.reject(reason));
  }

  #react<V>(reaction: Reaction<V> | null | undefined, value: V): void {
    try {
      this.#settle(typeof reaction === "function" ? reaction(value) : value);
    } catch (error) {
      this.#settle(Promise.reject(error));
    }
  }

  #settle(value: unknown): void {
    this._state = "settled";
    this.#value = value;
    this.#seen?.resolve(value);
  }

  #look(): Promise<unknown> {
    if (this.#seen === null) {
      if (this._state === "settled") return Promise.resolve(this.#value);
      // Node 20 has no Promise.withResolvers().
      let resolve: Reaction<unknown> = ignore;
      const promise = new Promise((settle) => resolve = settle);
      this.#seen = { promise, resolve };
    }
    return this.#seen.promise;
  }
}
