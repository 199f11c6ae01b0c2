/**
 * @title.zh 循环的一生：造出来、跑起来、停下、关闭
 * @title.en The loop's life: made, running, stopped, closed
 * @section flashcards
 * @card card-09-life
 * @run
 * @difficulty intermediate
 */

//: zh: `run()` 开始时循环诞生，`main` 结束时停下，最后关闭，不再复用。
//: en: The loop is born when `run()` begins, stops when `main` ends, then is
//: en: closed and never used again.
import { EventLoop, getRunningLoop, run } from "@asyncio/asyncio";

function state(loop: EventLoop) {
  if (loop.isClosed()) return "closed";
  return loop.isRunning() ? "running" : "made";
}

const loop = new EventLoop();
console.log(state(loop));
await run(async () => {
  console.log(state(await Promise.resolve(getRunningLoop())));
}, { loopFactory: () => loop });
console.log(state(loop));
