/**
 * @title.zh 是什么：异步程序的入口
 * @title.en What it is: the way into an asynchronous program
 * @section flashcards
 * @card card-01-what
 * @run
 * @difficulty beginner
 */

//: zh: `run(main)` 是从同步世界进入异步世界的标准入口。
//: en: `run(main)` is the standard way from the synchronous world into the
//: en: asynchronous one.
import { run } from "@asyncio/asyncio";

async function main() {
  await Promise.resolve();
  console.log("inside");
}

await run(main);
