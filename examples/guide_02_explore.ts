/**
 * @title.zh 探索器：把每种先后都试一遍
 * @title.en The explorer: every order, tried
 * @section guides
 * @card guide-02-explore
 * @run
 * @difficulty intermediate
 * @twin none
 */

//: zh: 存款：先读余额，要审核的停一步，再写回。**读与写之间隔着一个 `await`**，
//: zh: 别人就可能插进来。
//: en: A deposit reads the balance, pauses if it is to be checked, writes it
//: en: back. **An `await` stands between the read and the write**: somebody
//: en: else may come in.
import { gather, Lock, run, sleep } from "@asyncio/asyncio";
import { explore } from "@asyncio/asyncio/testing";

async function program(lock: Lock | null) {
  let balance = 0;
  async function deposit(amount: number, check: boolean) {
    using _permit = await lock?.acquire();
    const before = balance;
    if (check) await sleep(0);
    balance = before + amount;
  }
  await gather([() => deposit(1, false), () => deposit(2, true)]);
  if (balance !== 3) throw new Error(`${balance} instead of 3`);
}

//: zh: 按循环自己的次序跑，一切正常：小的那笔先走完。跑一千遍也还是正常。
//: en: In the loop's own order all is well: the small one is through before the
//: en: other begins. It stays well, run it a thousand times.
await run(() => program(null));
console.log("run(): fine");

//: zh: `explore` 换着次序跑。它找到坏的那一种，再尽量化简，逐步讲出来。
//: en: `explore` runs it in one order after another. It finds the bad one,
//: en: makes it as plain as it can, and tells it step by step.
const found = await explore(() => program(null));
const failure = found.failure;
console.log(`schedule ${found.schedules}: ${failure?.error}`);
console.log(failure?.log.join("\n"));

//: zh: 记号就是那种次序：换个进程、换台机器，也能原样重来。
//: en: The token is that order: another process, another machine can repeat it.
console.log("replay:", failure?.replay);
const again = await explore(() => program(null), {
  replay: failure?.replay ?? "",
});
console.log(`again: ${again.failure?.error}`);

//: zh: 加上锁再问。`"all"` 一直试到没有别的次序为止。
//: en: With a lock, ask again. `"all"` goes on until there is no other order.
const fixed = await explore(() => program(new Lock()), {
  schedules: "all",
});
console.log(
  `fixed: ${fixed.failure ? "no" : "yes"},`,
  `${fixed.schedules} schedules, all: ${fixed.exhausted}`,
);
