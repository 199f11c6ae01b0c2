/**
 * @title.zh 从 trio 来：取消只送一次
 * @title.en From trio: a cancellation comes once
 * @section guides
 * @card guide-11-trio
 * @run
 * @difficulty advanced
 * @twin none
 */

//: zh: trio 的取消是**状态**：范围取消以后，里面每一次等待都会再抛。asyncio 的
//: zh: 取消是**一次事件**：接住以后，下一个 `await` 照常等。接住又不再抛，任务
//: zh: 就逃过了期限。
//: en: In trio cancellation is a **state**: every wait in a cancelled scope
//: en: throws again. In asyncio it is **an event**: once caught, the next
//: en: `await` waits as usual. Who catches it and does not throw it on has
//: en: escaped the deadline.
import * as asyncio from "@asyncio/asyncio";
import { newVirtualLoop } from "@asyncio/asyncio/testing";

async function save() {
  try {
    await asyncio.sleep(60_000);
  } catch {
    console.log("  one more try");
    await asyncio.sleep(60_000); // trio would throw here at once
  }
}

async function careful() {
  try {
    await asyncio.sleep(60_000);
  } finally {
    await asyncio.sleep(5); // cleaning up may wait: no shield
    console.log("  closed");
  }
}

//: zh: `trio.fail_after(1)` 是 `timeout(1000, …)`；`move_on_after` 就是接住它抛
//: zh: 的 `TimeoutError`。
//: en: `trio.fail_after(1)` is `timeout(1000, …)`; `move_on_after` is catching
//: en: its `TimeoutError`.
async function main() {
  const loop = asyncio.getRunningLoop();
  for (const work of [save, careful]) {
    const start = loop.time();
    console.log(work.name);
    try {
      await asyncio.timeout(1000, work);
    } catch (error) {
      if (!(error instanceof asyncio.TimeoutError)) throw error;
      console.log("  timed out");
    }
    console.log(`  after ${loop.time() - start} ms`);
  }
}

await asyncio.run(main, { loopFactory: newVirtualLoop });
