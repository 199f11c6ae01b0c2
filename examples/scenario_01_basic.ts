/**
 * @title.zh 基本用法：从普通代码走进异步代码
 * @title.en Basic use: from ordinary code into asynchronous code
 * @section scenarios
 * @card scenario-01-basic
 * @run
 * @difficulty beginner
 */

//: zh: `run()` 是异步程序的入口。先从模块里取出它，再取一个 `sleep()`：它让出控
//: zh: 制权，让事件循环去做别的事。
//: en: `run()` is the way into an asynchronous program. Import it, and
//: en: `sleep()` with it: a pause that hands control back to the event loop.
import { run, sleep } from "@asyncio/asyncio";

//: zh: 协程就是一个 `async` 函数。**注意单位**：Python 写
//: zh: `asyncio.sleep(0.1)`，单位是秒；这里写 `sleep(100)`，单位是毫秒，与
//: zh: `setTimeout` 一致。
//: en: A coroutine is an `async` function. **Mind the unit:** Python's
//: en: `asyncio.sleep(0.1)` counts seconds, `sleep(100)` counts milliseconds,
//: en: as `setTimeout` does.
async function main() {
  console.log("hello");
  await sleep(100);
  console.log("world");
}

//: zh: 交给 `run()` 的是函数本身，不要加括号调用它：写 `run(main)`，不是
//: zh: `run(main())`。`run()` 自己返回一个 promise，等它结束，程序的下一行才执
//: zh: 行。
//: en: Hand over the function itself, uncalled: `run(main)`, not
//: en: `run(main())`. `run()` gives a promise; await it, and the next line
//: en: runs when the program is over.
console.log("before");
await run(main);
console.log("after");
