/**
 * @title.zh 最基本：跑起来，拿到返回值
 * @title.en The basics: run it, get its value
 * @section minimal
 * @card minimal-01-value
 * @run
 * @difficulty beginner
 */

//: zh: `main` 返回什么，`await run(main)` 就给你什么。
//: en: What `main` returns is what `await run(main)` gives.
import { run, sleep } from "@asyncio/asyncio";

async function main() {
  await sleep(50); // milliseconds; Python: asyncio.sleep(0.05)
  return { status: "ok", items: 3 };
}

const result = await run(main);
console.log(result.status, result.items);
