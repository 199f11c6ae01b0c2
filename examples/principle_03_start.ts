/**
 * @title.zh 第一层价值：启动变简单
 * @title.en First value: a simple start
 * @section principles
 * @card principle-03-value
 * @run
 * @difficulty beginner
 */

//: zh: 没有 `run()` 的年代，每个程序都要自己写这一段：建循环、设为当前、跑、取
//: zh: 消剩下的任务、关闭。少写一行，就是一个隐患。
//: en: Before there was `run()`, every program carried these lines: make a
//: en: loop, set it as the current one, run, cancel what is left, close. Each
//: en: line forgotten was a bug in waiting.
import * as asyncio from "@asyncio/asyncio";

async function main() {
  asyncio.createTask(() => asyncio.sleep(60_000));
  await asyncio.sleep(10);
  return "done";
}

async function oldWay() {
  const loop = asyncio.newEventLoop();
  asyncio.setEventLoop(loop);
  try {
    return await loop.runUntilComplete(main);
  } finally {
    const left = [...asyncio.allTasks(loop)];
    for (const task of left) task.cancel();
    await loop.runUntilComplete(() =>
      asyncio.gather(left, { returnExceptions: true })
    );
    await loop.runUntilComplete(() => loop.shutdownAsyncgens());
    asyncio.setEventLoop(null);
    loop.close();
  }
}
console.log("old way:", await oldWay());

//: zh: 现在只要一行，而且一步不少。
//: en: Now it is one line, and no step is missing.
console.log("new way:", await asyncio.run(main));
