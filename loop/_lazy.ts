/** Awaitables that have not begun. */

/**
 * Begins when it is first awaited, as a coroutine object of Python's does:
 * whoever awaits first is first, and nobody is told of what nobody asked for.
 */
export class Lazy<T> implements Promise<T> {
  readonly #begin: () => Promise<T>;
  #promise: Promise<T> | null = null;

  constructor(begin: () => Promise<T>) {
    this.#begin = begin;
  }

  then<A = T, B = never>(
    onfulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this._started().then(onfulfilled, onrejected);
  }

  catch<B = never>(
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<T | B> {
    return this._started().catch(onrejected);
  }

  finally(onfinally?: (() => void) | null): Promise<T> {
    return this._started().finally(onfinally);
  }

  get [Symbol.toStringTag](): string {
    return "Promise";
  }

  _started(): Promise<T> {
    return this.#promise ??= this.#begin();
  }
}
