/**
 * @title.zh 错误处理：try/catch 与 returnExceptions
 * @title.en Error handling: try/catch and returnExceptions
 * @section scenarios
 * @card scenario-04-errors
 * @run
 * @difficulty intermediate
 */

//: zh: 一批任务里总有失败的。先决定：一个失败，整批都算失败吗？
//: en: In a batch some will fail. Decide first: does one failure fail the
//: en: batch?
import { gather, run, sleep } from "@asyncio/asyncio";

async function embed(text: string) {
  await sleep(text.length * 10);
  if (text === "") throw new RangeError("empty text");
  return `${text} -> vector`;
}

//: zh: **单个**：`try/catch`，和同步代码一样。
//: en: **A single one:** `try/catch`, as in synchronous code.
async function single() {
  try {
    console.log(await embed(""));
  } catch (error) {
    console.log("single:", (error as Error).message);
  }
}

//: zh: **一批，一个都不能少**：第一个错误立刻从 `gather()` 抛出。注意，其余的任
//: zh: 务还在继续跑；要它们一起停，用 `taskGroup()`。
//: en: **A batch, all or nothing:** the first error comes out of `gather()` at
//: en: once. Mind that the others go on running; for them to stop too, use
//: en: `taskGroup()`.
async function strict() {
  try {
    await gather([() => embed("cat"), () => embed("")]);
  } catch (error) {
    console.log("strict:", (error as Error).message);
  }
}

//: zh: **一批，能成几个算几个**：`returnExceptions: true` 把错误放进结果里，位
//: zh: 置不变。
//: en: **A batch, as many as will:** `returnExceptions: true` puts errors
//: en: among the results, each in its place.
async function lenient() {
  const results = await gather(
    ["cat", "", "dog"].map((text) => () => embed(text)),
    { returnExceptions: true },
  );
  for (const result of results) {
    const failed = result instanceof Error;
    console.log(failed ? `failed: ${result.message}` : result);
  }
}

for (const main of [single, strict, lenient]) await run(main);
