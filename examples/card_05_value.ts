/**
 * @title.zh 返回值：main 给什么，run 就给什么
 * @title.en The value: what main returns, run gives
 * @section flashcards
 * @card card-05-value
 * @run
 * @difficulty beginner
 */

//: zh: `main` 的返回值就是 `await run(main)` 的值，错误也一样传出来。
//: en: What `main` returns is the value of `await run(main)`; errors come out
//: en: the same way.
import { run, sleep } from "@asyncio/asyncio";

const answer = await run(async () => {
  await sleep(10);
  return 6 * 7;
});
console.log(answer);
