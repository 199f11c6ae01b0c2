/**
 * @title.zh 事件循环的一圈：七步
 * @title.en One turn of the event loop: seven steps
 * @section concepts
 * @card concept-01-loop
 * @run
 * @difficulty intermediate
 */

//: zh: 循环不停地转圈，每一圈：
//: zh: 1. 看就绪队列里现在有几个回调；
//: zh: 2. 依次执行这几个，每个都跑到下一次等待为止；
//: zh: 3. 它们新加进来的，留给下一圈；
//: zh: 4. 看最近的定时器还有多久；
//: zh: 5. 最多等这么久，期间有 I/O 就醒来；
//: zh: 6. 到点的定时器排进就绪队列；
//: zh: 7. 没人喊停，就再来一圈。
//: en: The loop goes round and round. Each turn, it
//: en: 1. counts the callbacks that are ready now;
//: en: 2. runs just these, each up to its next wait;
//: en: 3. leaves what they add for the next turn;
//: en: 4. asks how long until the nearest timer;
//: en: 5. waits that long at most, awake at once if there is I/O;
//: en: 6. puts the timers that fell due in the ready queue;
//: en: 7. begins again, unless told to stop.
import { getRunningLoop, run, sleep } from "@asyncio/asyncio";
import { newVirtualLoop } from "@asyncio/asyncio/testing";

const log = (text: string) => console.log(text);

//: zh: 先登记两个定时器（晚的在前），再登记两个就绪回调。`main` 自己也只是循环
//: zh: 里的一步：它不等待，谁也插不进来。
//: en: Two timers are set, the later one first, then two callbacks. `main`
//: en: itself is one step of the loop: until it waits, nothing else runs.
async function main() {
  const loop = getRunningLoop();
  loop.callLater(40, log, "6 timer of 40 ms");
  loop.callLater(20, log, "5 timer of 20 ms");
  loop.callSoon(() => {
    log("2 first callback");
    loop.callSoon(log, "4 added by it: a turn later");
  });
  loop.callSoon(log, "3 second callback");
  log("1 main is still in its own step");
  await sleep(80);
  log("7 main again");
}

//: zh: 虚拟时钟只在大家都等待时才往前走，所以机器再忙，也是这个顺序。
//: en: The virtual clock moves on only when everything waits, so however busy
//: en: the machine, this is the order.
await run(main, { loopFactory: newVirtualLoop });
