/** Promises that have not begun. */

/**
 * Begins when it is first awaited, as a coroutine object of Python's does:
 * whoever awaits first is first, and nobody is told of what nobody asked for.
 */
export class Lazy<T> extends Promise<T> {
  /** What `catch()` and `finally()` give is a plain promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  readonly #begin: () => Promise<T>;
  #promise: Promise<T> | null = null;

  constructor(begin: () => Promise<T>) {
    super(() => {});
    this.#begin = begin;
  }

  override then: Promise<T>["then"] = (onfulfilled, onrejected) =>
    this._begun().then(onfulfilled, onrejected);

  _begun(): Promise<T> {
    return this.#promise ??= this.#begin();
  }
}
