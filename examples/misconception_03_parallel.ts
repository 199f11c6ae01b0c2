/**
 * @title.zh 误解三：run 能并行跑好几个协程
 * @title.en Misconception 3: run runs several coroutines in parallel
 * @section misconceptions
 * @card misconception-03-parallel
 * @run
 * @difficulty beginner
 */

//: zh: `run()` 只收**一个**协程函数。一个接一个地 `run()`，就是一个接一个地等。
//: en: `run()` takes **one** coroutine function. One `run()` after another is
//: en: one wait after another.
import {
  createTask,
  gather,
  getRunningLoop,
  run,
  sleep,
} from "@asyncio/asyncio";
import { newVirtualLoop } from "@asyncio/asyncio/testing";

const work = () => sleep(300);

try {
  // @ts-expect-error: one function, not a list of them
  await run([work, work, work]);
} catch {
  console.log("run() takes one");
}

//: zh: 并发在 `main` **里面**发生：`gather()` 或 `createTask()`。用循环的时钟量
//: zh: 一量：
//: en: Concurrency happens **inside** `main`: by `gather()` or `createTask()`.
//: en: Measured by the loop's own clock:
async function main() {
  await measure("one by one", async () => {
    await work();
    await work();
    await work();
  });
  await measure("gather", () => gather([work, work, work]));
  await measure("createTask", async () => {
    const tasks = [work, work, work].map((it) => createTask(it));
    for (const task of tasks) await task;
  });
}

type Block = () => Promise<unknown>;

async function measure(name: string, block: Block) {
  const began = getRunningLoop().time();
  await block();
  const took = getRunningLoop().time() - began;
  console.log(`${name}: ${took} ms`);
}

await run(main, { loopFactory: newVirtualLoop });
