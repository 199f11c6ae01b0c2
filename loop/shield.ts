/**
 * Shielding from cancellation.
 *
 * @module
 */
import { isA } from "./errors.ts";
import { ensureFuture } from "./ensure_future.ts";
import type { Awaitable } from "./task.ts";
import { type Future, FutureDone, VerbFuture } from "./future.ts";

/**
 * Protects something from the cancellation of whoever awaits it: the waiter gets
 * its CancelledError, the work goes on. Keep a reference and await it later, or
 * its end is nobody's business.
 *
 * @typeParam T What it gives.
 * @param aw A coroutine function, future or promise.
 * @returns A future of what it gives; a future that is done comes back itself.
 * @throws {RuntimeError} "no running event loop", outside of one.
 *
 * @example
 * ```ts
 * import { run, shield, sleep } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   console.log(await shield(() => sleep(10, "saved")));
 * });
 * ```
 */
export function shield<T>(aw: Awaitable<T>): Future<T> {
  const inner = ensureFuture(aw);
  if (inner.done()) return inner;
  const loop = inner.getLoop();
  const outer = new VerbFuture<T>(loop, "shield()");

  const innerDone = () => {
    if (outer.cancelled()) return;
    if (inner.cancelled()) outer.cancel();
    else {
      const exception = inner.exception();
      try {
        outer.setResult(inner.result());
      } catch {
        outer.setException(exception);
      }
    }
  };
  // Nobody awaits the work any more: its failure must not pass in silence.
  const reportFailure = () => {
    if (inner.cancelled()) return;
    const exception = inner.exception();
    if (exception === null) return;
    const name = isA(exception, Error) ? exception.name : "Error";
    loop.callExceptionHandler({
      message: `${name} exception in shielded future`,
      exception,
      future: inner as Future<unknown>,
    });
  };
  const entry = new FutureDone(inner, innerDone, outer);
  outer.addDoneCallback(() => {
    if (inner.done()) return;
    entry.remove();
    inner.addDoneCallback(reportFailure);
  });
  return outer;
}
