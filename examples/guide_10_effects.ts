/**
 * @title.zh 从 Effection、Effect 来：没有 yield，也能取消
 * @title.en From Effection and Effect: cancelled without a yield
 * @section guides
 * @card guide-10-effects
 * @run
 * @difficulty advanced
 * @twin none
 */

//: zh: 资源就是 `using` 或 `finally`，协程就是 `async` 函数。取消送到最里面那个
//: zh: 等待处，`finally` 里还可以 `await`。
//: en: A resource is `using` or `finally`, a coroutine is an `async` function.
//: en: Cancellation goes to the innermost wait, and a `finally` may await.
import * as asyncio from "@asyncio/asyncio";
import { newVirtualLoop } from "@asyncio/asyncio/testing";

async function mirror(name: string, delay: number) {
  try {
    await asyncio.sleep(delay);
    return name;
  } finally {
    await asyncio.sleep(1);
    console.log(`  ${name} closed`);
  }
}

//: zh: `race` 要自己写：等第一个，取消其余，**再等它们收拾完**。少了最后那一
//: zh: 步，就是这里要抓的错误：结果已经有了，输家还没关。
//: en: A `race` you write yourself: wait for the first, cancel the rest, **and
//: en: wait until they have tidied up**. Without the last step there is the bug
//: en: to catch here: the result is there and the losers are still open.
async function race(names: [string, number][], tidy: boolean) {
  const tasks = names.map(([name, delay]) =>
    asyncio.createTask(() => mirror(name, delay))
  );
  const { done, pending } = await asyncio.wait(tasks, {
    returnWhen: asyncio.FIRST_COMPLETED,
  });
  for (const task of pending) task.cancel();
  if (tidy && pending.size > 0) await asyncio.wait(pending);
  return [...done][0]?.result();
}

async function main() {
  for (const tidy of [false, true]) {
    console.log(tidy ? "waits for the losers" : "does not");
    const winner = await race([["near", 10], ["far", 90]], tidy);
    console.log(`  ${winner} wins`);
    await asyncio.sleep(100);
  }
}

await asyncio.run(main, { loopFactory: newVirtualLoop });
