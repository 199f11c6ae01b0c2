/**
 * @title.zh 从 asyncio 来：一个 catch 吞掉了取消
 * @title.en From asyncio: a catch that swallows the cancellation
 * @section guides
 * @card guide-08-asyncio
 * @run
 * @difficulty intermediate
 * @twin none
 */

//: zh: 逐行译过来，看起来一模一样。可是 Python 的 `except Exception` 放过
//: zh: `CancelledError`，JavaScript 的 `catch` 什么都接：取消进了重试。
//: en: Translated line by line it looks the same. But Python's
//: en: `except Exception` lets `CancelledError` pass, and a `catch` takes
//: en: everything: the cancellation goes into the retry.
import * as asyncio from "@asyncio/asyncio";
import { newVirtualLoop } from "@asyncio/asyncio/testing";

async function poll(careful: boolean) {
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      await asyncio.sleep(1000); // a second: milliseconds here
    } catch (error) {
      //: zh: 补上这一行，就和 Python 一样了。
      //: en: This line makes it Python's again.
      const cancelled = error instanceof asyncio.CancelledError;
      if (careful && cancelled) throw error;
      console.log("  failed, again");
    }
  }
}

//: zh: 交出函数，不是调用：`createTask(() => poll(false))`；带上下文的块是一个
//: zh: 函数：`timeout(5000, async () => { … })`。
//: en: Hand over the function, not the call: `createTask(() => poll(false))`. A
//: en: block with a context is a function: `timeout(5000, async () => { … })`.
async function main() {
  for (const careful of [false, true]) {
    const task = asyncio.createTask(() => poll(careful));
    await asyncio.sleep(10);
    task.cancel();
    await asyncio.wait([task]);
    console.log("careful", careful, "cancelled", task.cancelled());
  }
  await asyncio.timeout(5000, async () => {
    const lock = new asyncio.Lock();
    using _permit = await lock.acquire();
    await asyncio.sleep(10);
  });
}

await asyncio.run(main, { loopFactory: newVirtualLoop });
