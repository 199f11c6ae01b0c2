/**
 * @title.zh 最朴素的定义：建循环、跑协程、关循环
 * @title.en The barest definition: make a loop, run the coroutine, close it
 * @section principles
 * @card principle-01-definition
 * @run
 * @difficulty beginner
 */

//: zh: 先写一个 `main`。它做什么不重要，重要的是谁来启动它、谁来收尾。
//: en: First some `main`. What it does matters little; who starts it and who
//: en: tidies up after it is the point.
import { newEventLoop, run, sleep } from "@asyncio/asyncio";

async function main() {
  await sleep(10);
  return 42;
}

//: zh: 一行就够：
//: en: One line is enough:
console.log("run:", await run(main));

//: zh: 把这一行拆开，就是三个动作：**建**一个事件循环，**跑**完协程，无论成败
//: zh: 都**关**掉循环。真正的 `run()` 还会取消没做完的任务，后面会看到。
//: en: Taken apart, that line is three acts: **make** an event loop, **run**
//: en: the coroutine to its end, **close** the loop, whatever happened. The
//: en: real `run()` also cancels tasks that are left; more of that below.
const loop = newEventLoop();
try {
  console.log("by hand:", await loop.runUntilComplete(main));
} finally {
  loop.close();
}
console.log(loop.isClosed() ? "the loop is closed" : "still open");
