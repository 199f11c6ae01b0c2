/**
 * Async generators that the loop closes.
 *
 * @module
 */
import { currentFrame } from "./current.ts";

/**
 * Makes an async generator function whose generators the loop closes at
 * shutdown, so that their `finally` blocks run. JavaScript has no hook that would
 * tell the loop of a generator by itself.
 *
 * @typeParam A The arguments.
 * @typeParam G The generators.
 * @param fn The async generator function.
 * @returns A function that makes generators known to the running loop.
 *
 * @example
 * ```ts
 * import { asyncgen, run } from "@asyncio/asyncio";
 *
 * const lines = asyncgen(async function* () {
 *   try {
 *     yield "one";
 *     yield "two";
 *   } finally {
 *     console.log("closed");
 *   }
 * });
 * await run(async () => {
 *   console.log((await lines().next()).value); // one; at shutdown: closed
 * });
 * ```
 */
export function asyncgen<A extends unknown[], G extends AsyncGenerator>(
  fn: (...args: A) => G,
): (...args: A) => G {
  return (...args) => {
    const generator = fn(...args);
    const next = generator.next.bind(generator);
    // It belongs to the loop that iterates over it first. One that has not begun
    // has nothing to clean up, one that has ended neither.
    let generators: Set<AsyncGenerator> | undefined;
    generator.next = async (...value) => {
      generators ??= currentFrame()?._loop?._asyncgens;
      generators?.add(generator);
      const step = await next(...value);
      if (step.done) generators?.delete(generator);
      return step;
    };
    return generator;
  };
}
