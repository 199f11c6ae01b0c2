/**
 * @title.zh asyncio 一侧：循环要自己启动
 * @title.en The asyncio side: you start the loop
 * @section analogies
 * @card analogy-01-node
 * @run
 * @difficulty beginner
 */

//: zh: Python 的进程里没有一直开着的循环。`run()` 就是启动它的那一下，而且管到
//: zh: 底：`main` 结束，循环也关。
//: en: In a Python process no loop is running. `run()` is the start, and it
//: en: sees things through: when `main` ends, the loop closes.
import { getRunningLoop, run, sleep } from "@asyncio/asyncio";

function inLoop() {
  try {
    getRunningLoop();
    return "inside the loop";
  } catch {
    return "no loop";
  }
}

async function main() {
  await sleep(10);
  console.log("2", inLoop());
}

//: zh: 这个模块在 Deno 自己的循环之上，再开一个有名有姓、能取消、能收尾的循环。
//: en: This module opens, on top of Deno's own loop, one with a name and an
//: en: owner: it can be cancelled, and it tidies up.
console.log("1", inLoop());
await run(main);
console.log("3", inLoop());
