/**
 * @title.zh 取消了，它还在跑
 * @title.en Cancelled, but still running
 * @section guides
 * @card guide-12-faq
 * @run
 * @difficulty intermediate
 * @twin none
 */

//: zh: 循环只管得了自己的等待。等的若是别处来的 promise，任务要到它回来才收得到
//: zh: 取消；它背后的工作根本不知道有取消这回事。
//: en: The loop is master of its own waits only. While a task awaits a promise
//: en: from elsewhere, the cancellation reaches it when that promise is back;
//: en: the work behind it does not know of cancellation at all.
import * as asyncio from "@asyncio/asyncio";

function upload(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      console.log("  written all the same");
      resolve();
    }, 300);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

//: zh: `abortable` 把取消变成 `AbortSignal`：`fetch`、定时器、数据库驱动，凡是
//: zh: 认信号的都能停下来。
//: en: `abortable` turns the cancellation into an `AbortSignal`: `fetch`,
//: en: timers, drivers of databases, whatever heeds a signal can be stopped.
async function main() {
  const ways = {
    direct: async () => await upload(),
    abortable: () => asyncio.abortable((signal) => upload(signal)),
  };
  for (const [name, work] of Object.entries(ways)) {
    console.log(name);
    const task = asyncio.createTask<void>(work);
    await asyncio.sleep(10);
    task.cancel();
    await asyncio.wait([task]);
    console.log("  cancelled:", task.cancelled());
  }
}

await asyncio.run(main);
