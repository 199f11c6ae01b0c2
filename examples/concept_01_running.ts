/**
 * @title.zh 我在哪个循环里？
 * @title.en Which loop am I in?
 * @section concepts
 * @card concept-01-loop
 * @run
 * @difficulty beginner
 */

//: zh: 在协程里面，`getRunningLoop()` 给出正在跑的循环；在外面，它报错，而不是
//: zh: 悄悄造一个。
//: en: Inside a coroutine `getRunningLoop()` gives the loop that runs; outside
//: en: it fails, rather than make one in silence.
import { getRunningLoop, run, sleep } from "@asyncio/asyncio";

async function main() {
  const loop = getRunningLoop();
  console.log(loop.isRunning() ? "running" : "not running");
  await sleep(10);
  const same = getRunningLoop() === loop;
  console.log(same ? "the same loop" : "another");
  return loop;
}

try {
  getRunningLoop();
} catch (error) {
  console.log((error as Error).message);
}

//: zh: `run()` 结束之后，循环既不在运行，也已经关闭，不能再用。
//: en: When `run()` is over, the loop neither runs nor can be used again: it
//: en: is closed.
const loop = await run(main);
console.log(loop.isRunning() ? "running" : "not running");
console.log(loop.isClosed() ? "closed" : "open");
