/**
 * @title.zh 误解一：run 可以反复调用
 * @title.en Misconception 1: run can be called again and again
 * @section misconceptions
 * @card misconception-01-again
 * @run
 * @difficulty beginner
 */

//: zh: 容易上当，因为**确实不报错**。但每次调用都是一个全新的世界：新的循环，先
//: zh: 前的任务全部取消。
//: en: Easy to fall for, since **no error comes**. But each call is a whole
//: en: new world: a new loop, and every earlier task cancelled.
import * as asyncio from "@asyncio/asyncio";

let loops = 0;
const loopFactory = () => {
  loops++;
  return asyncio.newEventLoop();
};
const step = (name: string) => asyncio.sleep(10, name);

//: zh: **误用**：第一次启动的后台任务，到第二次时已经没了。
//: en: **Misused:** the background task started in the first call is gone in
//: en: the second.
const task = await asyncio.run(async () => {
  const heartbeat = asyncio.createTask(() => asyncio.sleep(60_000));
  await step("connect");
  return { heartbeat };
}, { loopFactory });
console.log("heartbeat cancelled:", task.heartbeat.cancelled());
await asyncio.run(() => step("insert"), { loopFactory });
await asyncio.run(() => step("search"), { loopFactory });
console.log("run, run, run:", loops, "loops");

//: zh: **正解**：一个 `main` 从头做到尾，一个循环，任务一直活着。
//: en: **Right:** one `main` from start to end: one loop, and the task lives
//: en: on.
loops = 0;
await asyncio.run(async () => {
  const heartbeat = asyncio.createTask(() => asyncio.sleep(60_000));
  for (const name of ["connect", "insert", "search"]) {
    await step(name);
  }
  console.log("heartbeat cancelled:", heartbeat.cancelled());
}, { loopFactory });
console.log("one main:", loops, "loop");
