/**
 * Work on other threads.
 *
 * @module
 */
import { cannotCross } from "./_crossing.ts";
import { getRunningLoop } from "./current.ts";
import { setExecutorMaker } from "./event_loop.ts";
import { inThisContext } from "./module_function.ts";
import { WorkerPool } from "./worker_pool.ts";

setExecutorMaker((loop) => {
  const pool = new WorkerPool();
  pool._report = (parts) => loop.callExceptionHandler(parts);
  return pool;
});

/**
 * Runs a function in the loop's default executor, a pool of Workers; other tasks
 * run meanwhile. A closure cannot cross to a Worker: give an exported function by
 * `moduleFunction()`.
 *
 * It runs in a copy of the current context: values of context variables that can
 * be cloned travel; the Worker finds the variables by their names, where the
 * module of the function, or one that it imports, makes them at its top level.
 *
 * Arguments and result are structured clones; see `transfer()` for buffers.
 * Cancelling the task asks the function to end through the `AbortSignal`s among
 * its arguments; a Worker that does not answer, or was given none, is terminated.
 *
 * @typeParam A The arguments.
 * @typeParam T What it gives.
 * @param fn The function.
 * @param args Its arguments.
 * @returns What it gives.
 * @throws {RuntimeError} "no running event loop", outside of one; if the module cannot be loaded, or its Worker dies.
 * @throws {TypeError} If `fn`, an argument or the result cannot cross, or the module has no such function.
 * @throws {CancelledError} If the task is cancelled meanwhile.
 *
 * @example
 * ```ts
 * import { moduleFunction, run, toThread } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * const fibonacci = moduleFunction<(n: number) => number>(
 *   "data:text/javascript,export const fibonacci = (n) => n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2)",
 *   "fibonacci",
 * );
 * assertEquals(await run(() => toThread(fibonacci, 20)), 6765);
 * ```
 *
 * @example A function that can be asked to end
 * ```ts
 * import { currentTask, moduleFunction, run, toThread, waitFor } from "@asyncio/asyncio";
 *
 * // export async function poll(signal: AbortSignal) { while (!signal.aborted) await …; }
 * const poll = moduleFunction<(signal: AbortSignal) => Promise<void>>(
 *   "data:text/javascript,export const poll = (signal) => new Promise((end) => { signal.onabort = end })",
 *   "poll",
 * );
 * await run(() =>
 *   waitFor(() => toThread(poll, currentTask()!.signal), 10)
 *     .catch((error) => console.log(error.name)) // TimeoutError
 * );
 * ```
 */
export function toThread<A extends unknown[], T>(
  fn: (...args: A) => T,
  ...args: A
): Promise<Awaited<T>> {
  const loop = getRunningLoop();
  if (typeof fn !== "function") throw new TypeError(cannotCross(fn));
  return loop.runInExecutor(null, inThisContext(fn), ...args);
}
