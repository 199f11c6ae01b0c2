/**
 * @title.zh 面试题二：为什么不能在 async 函数里调用 run()？
 * @title.en Question 2: why not call run() inside an async function?
 * @section interview
 * @card interview-02-nesting
 * @run
 * @difficulty intermediate
 */

//: zh: 普通的回答：“会报错。”出色的回答说出原因：一步没跑完，循环就不能转；在这
//: zh: 一步里再等另一个循环转完，就是自己等自己。所以 `run()` 宁可拒绝。
//: en: The plain answer: “It throws.” The excellent one says why: a loop
//: en: cannot turn while a step is unfinished, and a step that waits for
//: en: another loop to finish waits for itself. So `run()` refuses.
import { run, sleep } from "@asyncio/asyncio";

//: zh: 设计原则：**库只写 `async` 函数，入口才写 `run()`**。这样同一个函数，在
//: zh: 程序里、测试里、笔记本里、服务里都能用。
//: en: The design rule: **libraries write `async` functions, only the entry
//: en: writes `run()`.** Then one function serves in a program, a test, a
//: en: notebook and a service.
async function library(name: string) {
  await sleep(10);
  return `hello, ${name}`;
}

//: zh: 库里藏着 `run()`，一到别人的循环里就坏。
//: en: A `run()` hidden in a library breaks in somebody else's loop.
const hidden = (name: string) => run(() => library(name));

async function application() {
  console.log(await library("library"));
  try {
    console.log(await hidden("hidden run"));
  } catch (error) {
    console.log((error as Error).message);
  }
}

//: zh: 笔记本怎么办？Python 的 Jupyter 里直接 `await library("…")`；这里每个单
//: zh: 元格都可以 `await run(…)`，因为宿主的循环不是我们的循环。
//: en: And notebooks? In Python's Jupyter, `await library("…")` as it is; here
//: en: any cell may say `await run(…)`, since the host's loop is not ours.
console.log(await hidden("top level"));
await run(application);
