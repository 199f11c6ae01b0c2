/**
 * @title.zh 机器一忙，超时插了进来
 * @title.en A busy machine, and a timeout in between
 * @section guides
 * @card guide-02-explore
 * @run
 * @difficulty advanced
 * @twin none
 */

//: zh: 许可只有一个。一个任务限时 30 毫秒，活只要 20 毫秒：总来得及。
//: en: There is one permit. A task has 30 ms, its work takes 20: time enough.
import {
  gather,
  Semaphore,
  sleep,
  timeout,
  TimeoutError,
} from "@asyncio/asyncio";
import { explore } from "@asyncio/asyncio/testing";

async function program() {
  const permits = new Semaphore(1);
  async function work() {
    await permits.acquire();
    await sleep(20);
    permits.release();
  }
  async function hurried() {
    try {
      await timeout(30, work);
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
    }
  }
  await gather([hurried, work]);
}

//: zh: 虚拟时间分毫不差，所以每种次序都没事。
//: en: Virtual time is exact, and so every order is fine.
const exact = await explore(program, { schedules: "all" });
console.log(`exact: ${exact.failure ?? "fine"}`);

//: zh: 真的机器会忙。`lag` 说它一次运行里总共能忙几毫秒；
//: zh: 这时，**定时器会赶在已经就绪的任务前头**。
//: zh: 期限到得不巧：`release` 没有执行，另一个任务永远等下去。
//: en: Real machines are busy at times. `lag` says for how many milliseconds
//: en: of a run: meanwhile **timers get in before tasks that are ready**. The
//: en: limit strikes at the worst moment, `release` is never reached, and the
//: en: other task waits for ever.
const busy = await explore(program, { lag: 10 });
console.log(busy.failure?.log.slice(3).join("\n"));

//: zh: 记号带着那 10 毫秒（`s1+10`）。
//: zh: 修法：`using _permit = await permits.acquire()`。
//: en: The token holds the 10 ms (`s1+10`). The fix:
//: en: `using _permit = await permits.acquire()`.
console.log("replay:", busy.failure?.replay);
