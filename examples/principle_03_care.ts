/**
 * @title.zh 第二层价值：资源自动收好
 * @title.en Second value: resources are looked after
 * @section principles
 * @card principle-03-value
 * @run
 * @difficulty intermediate
 */

//: zh: `run()` 替你做五件事：建循环、交出结果（或异常）、取消没做完的任务并等它
//: zh: 们收尾、关闭异步生成器、关闭循环。下面让每件事自己说话。
//: en: `run()` does five things for you: it makes the loop, delivers the
//: en: result (or the error), cancels unfinished tasks and waits for their
//: en: cleanup, closes async generators, closes the loop. Here each one speaks
//: en: up.
import * as asyncio from "@asyncio/asyncio";

const ticks = asyncio.asyncgen(async function* () {
  try {
    for (let i = 1;; i++) {
      yield i;
      await asyncio.sleep(10);
    }
  } finally {
    console.log("4 the generator is closed");
  }
});

async function background() {
  try {
    await asyncio.sleep(60_000);
  } finally {
    console.log("3 the task left over is cancelled");
  }
}

//: zh: `main` 故意一走了之：后台任务没等，生成器只取了一个值。
//: en: `main` walks away on purpose: the task is never awaited, the generator
//: en: gives one value.
let loop: asyncio.EventLoop | undefined;

async function main() {
  loop = asyncio.getRunningLoop();
  console.log("1 the loop is there");
  asyncio.createTask(background);
  await ticks().next();
  await asyncio.sleep(20);
  return "2 the result";
}

const result = await asyncio.run(main);
console.log(result);
if (loop?.isClosed()) console.log("5 the loop is closed");
