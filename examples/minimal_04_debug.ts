/**
 * @title.zh 调试模式：忘写 await，会有人告诉你
 * @title.en Debug mode: a forgotten await is reported
 * @section minimal
 * @card minimal-04-debug
 * @run
 * @difficulty beginner
 */

//: zh: 少写一个 `await`，程序不报错，只是悄悄不干活：下面的 `saved` 永远不会打
//: zh: 印。
//: en: Leave out one `await` and no error comes; the work is just not done:
//: en: `saved` below is never printed.
import { run, sleep } from "@asyncio/asyncio";

async function save(name: string) {
  await sleep(500);
  console.log(name, "saved");
}

async function main() {
  save("report"); // await is missing
  await sleep(0);
  console.log("main is done");
}

//: zh: 打开调试模式，标准错误里就会指出是哪个等待没人等、写在哪一行。Python 的
//: zh: 警告是 `coroutine 'save' was never awaited`；这里 `async` 函数一调用就开
//: zh: 跑，所以报告的是它停下来等的地方。
//: en: In debug mode, standard error names the wait that nobody awaited and
//: en: its line. Python warns that `coroutine 'save' was never awaited`; here
//: en: an `async` function begins when called, so the report names the place
//: en: where it stood waiting.
await run(main, { debug: true });
