/**
 * @title.zh 取消任务：请求、清理、确认
 * @title.en Cancelling a task: request, clean up, confirm
 * @section scenarios
 * @card scenario-06-cancel
 * @run
 * @difficulty intermediate
 */

//: zh: 取消不是“杀死”，而是请求：任务在它正等待的地方收到一个
//: zh: `CancelledError`。
//: en: To cancel is not to kill but to ask: the task gets a `CancelledError`
//: en: where it is waiting.
import * as asyncio from "@asyncio/asyncio";
import { newVirtualLoop } from "@asyncio/asyncio/testing";

async function download() {
  try {
    for (let part = 1;; part++) {
      await asyncio.sleep(100);
      console.log(`part ${part}`);
    }
  } catch (error) {
    //: zh: 收到取消，先清理；清理时还可以 `await`。**然后一定要再抛出**，否则任
    //: zh: 务就装作没被取消。JavaScript 的 `catch` 什么都接，所以更要小心。
    //: en: Clean up when it comes; awaiting is still allowed. **Then throw it
    //: en: again**, or the task pretends nothing happened. A `catch` in
    //: en: JavaScript catches everything, so take care.
    if (error instanceof asyncio.CancelledError) {
      console.log("closing the file");
      await asyncio.sleep(50);
    }
    throw error;
  } finally {
    console.log("cleaned up");
  }
}

//: zh: `cancel()` 只是把请求放下；`await task` 等它真正结束，等到的也是
//: zh: `CancelledError`。最后用 `cancelled()` 确认。
//: en: `cancel()` only leaves the request; `await task` waits until it has
//: en: really ended, and gives the `CancelledError`, too. `cancelled()`
//: en: confirms it.
async function main() {
  const task = asyncio.createTask(download);
  await asyncio.sleep(250);
  console.log("requested:", task.cancel());
  console.log("cancelled yet:", task.cancelled());
  try {
    await task;
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    console.log("confirmed:", task.cancelled());
  }
}

//: zh: 用虚拟时钟跑：机器再慢，取消也总落在第二块和第三块之间。
//: en: On the virtual clock, the cancellation always falls between the second
//: en: part and the third, however slow the machine.
await asyncio.run(main, { loopFactory: newVirtualLoop });
