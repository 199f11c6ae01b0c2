/**
 * @title.zh 标准结构：一个 main，一个 run
 * @title.en The standard structure: one main, one run
 * @section flashcards
 * @card card-03-structure
 * @run
 * @difficulty beginner
 */

//: zh: 所有异步逻辑写进 `main`，文件末尾只有一个 `run(main)`。
//: en: All asynchronous work lives in `main`; the file ends with one
//: en: `run(main)`.
import { run, sleep } from "@asyncio/asyncio";

async function load() {
  await sleep(10);
  return [1, 2, 3];
}

async function main() {
  const numbers = await load();
  console.log("sum:", numbers.reduce((a, b) => a + b));
}

if (import.meta.main) await run(main);
