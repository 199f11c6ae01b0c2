/**
 * For tests: virtual time, and every schedule.
 *
 * @example An hour of sleep takes no time
 * ```ts
 * import { getRunningLoop, run, sleep } from "@asyncio/asyncio";
 * import { newVirtualLoop } from "@asyncio/asyncio/testing";
 * import { assertEquals } from "@std/assert";
 *
 * await run(async () => {
 *   await sleep(3_600_000);
 *   assertEquals(getRunningLoop().time(), 3_600_000);
 * }, { loopFactory: newVirtualLoop });
 * ```
 *
 * @module
 */
import type { EventLoop } from "./event_loop.ts";
import { VirtualLoop, type VirtualLoopOptions } from "./virtual_loop.ts";

export { asyncTest, type AsyncTestOptions } from "./leaks.ts";
export { explore, type ExploreOptions, type ExploreReport } from "./explore.ts";
export type { VirtualLoopOptions };

/**
 * Makes a loop whose clock jumps to the next timer when nothing else is ready: an
 * hour of sleeps takes milliseconds, and the order of events is the same each
 * time. Real I/O and Workers still count as busy: the clock waits for them.
 *
 * When every task waits and nothing can wake one, main gets a RuntimeError that
 * names who waits for what, and on which line. In debug mode that line is where a
 * wait began; without, where it is awaited, as far as the engine can tell: the V8
 * of Deno and Chromium can, that of Node 24 and other engines cannot.
 *
 * @param options The time to start at; a seed to shuffle what is ready together.
 * @returns The loop.
 * @throws {RangeError} If the start is NaN.
 *
 * @example
 * ```ts
 * import { run, sleep } from "@asyncio/asyncio";
 * import { newVirtualLoop } from "@asyncio/asyncio/testing";
 *
 * await run(() => sleep(86_400_000), { loopFactory: newVirtualLoop });
 * ```
 */
export function newVirtualLoop(options: VirtualLoopOptions = {}): EventLoop {
  return new VirtualLoop(options);
}
