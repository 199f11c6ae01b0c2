/**
 * @title.zh 面试题一：run() 到底做了什么？
 * @title.en Question 1: what does run() really do?
 * @section interview
 * @card interview-01-what
 * @run
 * @difficulty intermediate
 */

//: zh: 普通的回答：“它运行一个协程。”出色的回答说出五件事：建循环、跑 `main` 并
//: zh: 交出结果或错误、取消剩下的任务并等它们收尾、关闭异步生成器和执行器、关闭
//: zh: 循环。再补三个性质：每次都是新循环、不能嵌套、一个程序只需要一次。
//: en: The plain answer: “It runs a coroutine.” The excellent one names five
//: en: things: it makes a loop; runs `main` and delivers its result or error;
//: en: cancels what is left and waits for its cleanup; closes async generators
//: en: and the executor; closes the loop. And three properties: each call has
//: en: a new loop, it cannot be nested, once is enough for a program.
import { createTask, run, sleep } from "@asyncio/asyncio";

async function flush() {
  try {
    await sleep(60_000);
  } finally {
    await sleep(10); // cleanup may take its time
    console.log("log flushed");
  }
}

//: zh: 拿得出手的证明：`main` 失败了，后台任务照样收尾，错误照样送到调用者手
//: zh: 里。
//: en: The proof to show: `main` fails, and still the background task cleans
//: en: up and the error reaches the caller.
async function main() {
  createTask(flush);
  await sleep(10);
  throw new Error("main failed");
}

try {
  await run(main);
} catch (error) {
  console.log("caught:", (error as Error).message);
}
