/**
 * @title.zh JavaScript 的不同：一调用就开跑
 * @title.en Where JavaScript differs: a call begins at once
 * @section principles
 * @card principle-02-starter
 * @run
 * @difficulty intermediate
 * @twin none
 */

//: zh: 为什么这里要交出函数，而不是 promise？因为 `async` 函数**一被调用就开始
//: zh: 执行**，直到第一个 `await` 才停；Python 的协程则一步也不会走。
//: en: Why hand over functions, not promises? Because an `async` function
//: en: **begins the moment it is called** and stops only at its first `await`;
//: en: a Python coroutine has not taken a step.
import { createTask, run, sleep } from "@asyncio/asyncio";

async function work(name: string) {
  console.log(`${name} begins`);
  await sleep(10);
  console.log(`${name} ends`);
}

//: zh: 直接调用：`begins` 抢在下一行之前。交给 `createTask()` 一个函数：任务只
//: zh: 是登记下来，等当前任务让出控制权才开始，这和 Python 的顺序一样，取消它也
//: zh: 来得及。
//: en: A direct call: `begins` comes before the next line. Given a function,
//: en: `createTask()` only notes the task down; it begins when the current one
//: en: gives way. That is Python's order, and leaves time to cancel it.
async function main() {
  const promise = work("called");
  console.log("after the call");
  await promise;

  const task = createTask(() => work("task"));
  console.log("after createTask");
  await task;

  const second = createTask(() => work("cancelled task"));
  second.cancel();
  await sleep(20);
  console.log("the cancelled one never began");
}

await run(main);
