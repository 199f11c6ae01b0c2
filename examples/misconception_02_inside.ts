/**
 * @title.zh 误解二：在 async 函数里也用 run
 * @title.en Misconception 2: using run inside an async function
 * @section misconceptions
 * @card misconception-02-inside
 * @run
 * @difficulty beginner
 */

//: zh: 上当的原因：以为“跑协程就要 `run()`”。其实在里面，跑协程靠 `await`。
//: en: People fall for it because “a coroutine needs `run()` to run”. Inside,
//: en: it is `await` that runs it.
import { createTask, run, sleep } from "@asyncio/asyncio";

async function search(query: string) {
  await sleep(10);
  return `results for ${query}`;
}

async function main() {
  //: zh: **错**：当前循环还在跑，第二个循环无处可跑。
  //: en: **Wrong:** this loop is still running, a second has no place to run.
  try {
    await run(() => search("run"));
  } catch (error) {
    console.log((error as Error).name, "- no second loop");
  }

  //: zh: **对**：要结果，就 `await`；要它在后台跑，就 `createTask()`，用的都是
  //: zh: 同一个循环。
  //: en: **Right:** for the result, `await`; to have it run in the background,
  //: en: `createTask()`. Both use the one loop there is.
  console.log(await search("await"));
  const task = createTask(() => search("createTask"));
  console.log("meanwhile");
  console.log(await task);
}

await run(main);
