/**
 * @title.zh asyncio 一侧：同样的 1、4、3、2
 * @title.en The asyncio side: the same 1, 4, 3, 2
 * @section analogies
 * @card analogy-04-macrotasks
 * @run
 * @difficulty intermediate
 */

//: zh: 在 asyncio 里，与之对应的是：当前这一步（1、4），就绪队列（3），定时器
//: zh: （2）。
//: en: Their counterparts in asyncio: the current step (1, 4), the ready queue
//: en: (3), the timers (2).
import { getRunningLoop, run, sleep } from "@asyncio/asyncio";

async function main() {
  const loop = getRunningLoop();
  console.log("1 script");
  loop.callLater(1, () => console.log("2 macrotask"));
  loop.callSoon(() => console.log("3 microtask"));
  console.log("4 script still");
  await sleep(10);
}

//: zh: 有一点不同：微任务会一直清到空，可能把别人饿死；就绪队列每一圈只跑开始时
//: zh: 已有的那些，新来的排到下一圈。
//: en: One thing differs: microtasks run until none is left and can starve
//: en: everything else; the ready queue runs only what was there when the turn
//: en: began, newcomers wait for the next.
await run(main);
