/** Failures that nobody has looked at yet. */
import type { EventLoop } from "./event_loop.ts";
import type { Future } from "./future.ts";
import { placed, placeOf } from "./_places.ts";

/**
 * An exception that nobody has seen. It is reported when its future is
 * collected, or when the loop closes, and never silently dropped.
 */
export class Unretrieved {
  /** Beside the futures: most never fail. */
  static readonly #all = new WeakMap<Future<unknown>, Unretrieved>();
  readonly #loop: EventLoop;
  readonly #future: WeakRef<Future<unknown>>;
  readonly #kind: string;

  /** Somebody has seen the exception of a future, or will. */
  static drop(future: Future<unknown>): void {
    Unretrieved.#all.get(future)?.drop();
    Unretrieved.#all.delete(future);
  }

  constructor(future: Future<unknown>, readonly exception: unknown) {
    Unretrieved.#all.set(future, this);
    this.#loop = future._loop;
    this.#future = new WeakRef(future);
    this.#kind = future[Symbol.toStringTag];
    this.#loop._unretrieved.add(this);
    collected.register(future, this, this);
  }

  drop(): void {
    this.#loop._unretrieved.delete(this);
    collected.unregister(this);
  }

  report(): void {
    this.drop();
    const future = this.#future.deref();
    this.#loop.callExceptionHandler({
      message: `${this.#kind} exception was never retrieved`,
      exception: this.exception,
      ...(future === undefined ? {} : { future }),
      ...(future === undefined || placeOf(future) === null
        ? {}
        : { ...placed(future), advice: ADVICE }),
    });
  }
}

const ADVICE =
  "it was made there: await it, or look at its exception() when it is done";

const collected = new FinalizationRegistry<Unretrieved>((unretrieved) =>
  unretrieved.report()
);
