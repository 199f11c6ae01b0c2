/**
 * @title.zh 超时控制：等多久由你说了算
 * @title.en Timeouts: you decide how long to wait
 * @section scenarios
 * @card scenario-05-timeout
 * @run
 * @difficulty beginner
 */

//: zh: 网络总有慢的时候。一个没有超时的 `await`，可能永远等下去。
//: en: Networks are slow at times. An `await` without a deadline may wait
//: en: forever.
import { run, sleep, timeout, waitFor } from "@asyncio/asyncio";
import { TimeoutError } from "@asyncio/asyncio";

async function query(name: string, delay: number) {
  try {
    await sleep(delay);
    return `${name}: 3 hits`;
  } finally {
    console.log(`${name}: connection returned`);
  }
}

//: zh: `waitFor()` 给一个等待设定期限。第一个参数是**函数**，不是已经开始的
//: zh: promise：到期时只有由循环启动的任务才能真正取消。
//: en: `waitFor()` sets a deadline for one wait. It takes a **function**, not
//: en: a promise that has already begun: only what the loop started can be
//: en: cancelled.
async function one() {
  console.log(await waitFor(() => query("fast", 100), 500));
  try {
    await waitFor(() => query("slow", 10_000), 500);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log("slow: gave up after 500 ms");
  }
}

//: zh: `timeout()` 给一整段代码设定一个共同的期限，对应 Python 的
//: zh: `async with asyncio.timeout(0.5)`。两步加起来超过 500 毫秒，第二步就被取
//: zh: 消；`finally` 照常执行，连接不会泄漏。
//: en: `timeout()` sets one deadline for a whole block, as Python's
//: en: `async with asyncio.timeout(0.5)` does. Both steps together take longer
//: en: than 500 ms, so the second is cancelled; its `finally` still runs, and
//: en: no connection leaks.
async function block() {
  try {
    await timeout(500, async () => {
      console.log(await query("step 1", 300));
      console.log(await query("step 2", 300));
    });
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log("both steps: over 500 ms");
  }
}

await run(one);
await run(block);
