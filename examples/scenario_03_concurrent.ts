/**
 * @title.zh 并发任务：总时间约等于最长的那个
 * @title.en Concurrent tasks: the total is about the longest
 * @section scenarios
 * @card scenario-03-concurrent
 * @run
 * @difficulty beginner
 */

//: zh: 三个请求互不相干，就没有理由排队。
//: en: Three requests that do not need each other have no reason to queue.
import * as asyncio from "@asyncio/asyncio";
import { newVirtualLoop } from "@asyncio/asyncio/testing";

async function download(name: string, delay: number) {
  await asyncio.sleep(delay);
  console.log(`  ${name} after ${delay} ms`);
  return name;
}

//: zh: 一个一个等：时间相加。
//: en: One by one: the times add up.
async function oneByOne() {
  await download("users", 300);
  await download("posts", 200);
  await download("likes", 100);
}

//: zh: 一起等：`gather()` 收三个**函数**。写成 `download("users", 300)` 就已经
//: zh: 开跑了，取消和调试都管不到它；Python 的协程对象则要等循环来启动。
//: en: Together: `gather()` takes three **functions**. Written as
//: en: `download("users", 300)` each would have begun already, out of reach of
//: en: cancellation; a coroutine object of Python waits for the loop to start
//: en: it.
async function together() {
  return await asyncio.gather([
    () => download("users", 300),
    () => download("posts", 200),
    () => download("likes", 100),
  ]);
}

//: zh: 完成的先后不等于结果的先后：结果总按给出的顺序排列。
//: en: The order in which they finish is not that of the results: those keep
//: en: the order given.
async function main() {
  const loop = asyncio.getRunningLoop();
  let began = loop.time();
  await oneByOne();
  console.log(`one by one: ${loop.time() - began} ms`);

  began = loop.time();
  const names = await together();
  console.log(`together: ${loop.time() - began} ms`);
  console.log(`results: ${names.join(" ")}`);
}

await asyncio.run(main, { loopFactory: newVirtualLoop });
