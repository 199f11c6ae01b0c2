/**
 * @title.zh 事件循环是心脏：三个任务同时等
 * @title.en The event loop is the heart: three tasks wait at the same time
 * @section concepts
 * @card concept-01-loop
 * @run
 * @difficulty beginner
 */

//: zh: 三个任务分别要 1 秒、0.5 秒、0.8 秒。`gather()` 收下三个**函数**，让它们
//: zh: 一起跑，结果仍按给出的顺序排列。
//: en: Three tasks take 1, 0.5 and 0.8 seconds. `gather()` takes three
//: en: **functions** and runs them together; the results keep the order given.
import { gather, getRunningLoop, run } from "@asyncio/asyncio";
import { sleep } from "@asyncio/asyncio";
import { newVirtualLoop } from "@asyncio/asyncio/testing";

async function work(name: string, delay: number) {
  console.log(`${name} starts`);
  await sleep(delay);
  console.log(`${name} done`);
  return name;
}

//: zh: 循环的时钟 `loop.time()` 单位是毫秒（Python 是秒）。总时间是最长的那个，
//: zh: 而不是三个之和：一个任务在等，循环就去跑别的任务。
//: en: The loop's clock, `loop.time()`, counts milliseconds (seconds in
//: en: Python). The total is the longest, not the sum: while one task waits,
//: en: the loop runs the others.
async function main() {
  const loop = getRunningLoop();
  const began = loop.time();
  const names = await gather([
    () => work("A", 1000),
    () => work("B", 500),
    () => work("C", 800),
  ]);
  const seconds = (loop.time() - began) / 1000;
  console.log(names.join(" "), `in ${seconds.toFixed(1)} s`);
}

//: zh: `newVirtualLoop` 是给测试用的循环：大家都在等的时候，时钟直接拨到下一个
//: zh: 定时器。这一秒不必真等，而且每次运行的顺序都一样。换成真实时钟，去掉第二
//: zh: 个参数即可。
//: en: `newVirtualLoop` makes a loop for tests: when everything waits, its
//: en: clock jumps to the next timer. The second takes no time, and each run
//: en: has the same order. For the real clock, leave the second argument out.
await run(main, { loopFactory: newVirtualLoop });
