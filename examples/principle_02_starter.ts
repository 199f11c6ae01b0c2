/**
 * @title.zh 协程不会自己跑：要有人启动
 * @title.en A coroutine does not run by itself: something must start it
 * @section principles
 * @card principle-02-starter
 * @run
 * @difficulty beginner
 */

//: zh: 协程是“做法”，不是“正在做”。在 Python 里，`greet("asyncio")` 只造出一个
//: zh: 协程对象；在这里，与它对应的是**还没有调用的函
//: zh: 数**：`() => greet("asyncio")`。
//: en: A coroutine is a plan, not the doing of it. In Python
//: en: `greet("asyncio")` makes a coroutine object; its counterpart here is a
//: en: **function not yet called**: `() => greet("asyncio")`.
import { run } from "@asyncio/asyncio";

async function greet(name: string) {
  console.log(`hello, ${name}`);
  return await Promise.resolve(name.length);
}

const plan = () => greet("asyncio");
console.log("the plan is made, nothing has run");

//: zh: 启动它的是 `run()`。
//: en: `run()` starts it.
console.log("length:", await run(plan));

//: zh: 给错了东西，`run()` 会当场拒绝。在 Python 里常见的错是忘了括号
//: zh: （`asyncio.run(main)`），在这里正好相反：**多写**了括号
//: zh: （`run(main())`）。类型检查先拦一次，运行时再拦一次。
//: en: Handed the wrong thing, `run()` refuses at once. In Python the usual
//: en: slip is to forget the call (`asyncio.run(main)`), here it is the
//: en: opposite: to **make** the call (`run(main())`). The type checker stops
//: en: it first, the runtime second.
const main = () => Promise.resolve();
try {
  // @ts-expect-error: a promise is not a function
  await run(main());
} catch {
  console.log("refused");
}
