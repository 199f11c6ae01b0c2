/**
 * @title.zh 两个选项：debug 和 loopFactory
 * @title.en Two options: debug and loopFactory
 * @section concepts
 * @card concept-02-run
 * @run
 * @difficulty intermediate
 */

//: zh: `debug` 打开调试模式：慢步骤、忘写的 `await`、被吞掉的取消，都会报告出
//: zh: 来。
//: en: `debug` turns debug mode on: slow steps, forgotten awaits and swallowed
//: en: cancellations are reported.
import { getRunningLoop, newEventLoop } from "@asyncio/asyncio";
import { run, sleep } from "@asyncio/asyncio";
import { newVirtualLoop } from "@asyncio/asyncio/testing";

async function main() {
  const debug = getRunningLoop().getDebug();
  console.log("debug mode is", debug ? "on" : "off");
  return await Promise.resolve();
}
await run(main);
await run(main, { debug: true });

//: zh: `loopFactory` 决定用什么循环。可以在循环开始之前先设置它，
//: en: `loopFactory` decides which loop it is. It may prepare the loop before
//: en: anything runs,
await run(main, {
  loopFactory() {
    const loop = newEventLoop();
    loop.setDebug(true);
    return loop;
  },
});

//: zh: 也可以换一种循环：测试用的虚拟循环里，等两秒不花时间。
//: en: or give another kind of loop: on the virtual one for tests, two seconds
//: en: take no time.
await run(async () => {
  const loop = getRunningLoop();
  const began = loop.time();
  await sleep(2000);
  const seconds = (loop.time() - began) / 1000;
  console.log(`${seconds.toFixed(1)} s later`);
}, { loopFactory: newVirtualLoop });
