/**
 * @title.zh 不能嵌套：里面用 await
 * @title.en It cannot be nested: inside, await
 * @section flashcards
 * @card card-04-nesting
 * @run
 * @difficulty beginner
 */

//: zh: 循环里不能再开循环；里面只写 `await`。
//: en: No loop inside a loop: inside, just `await`.
import { run, sleep } from "@asyncio/asyncio";

const inner = () => sleep(10, "inner");

await run(async () => {
  await run(inner).catch((error) => console.log(error.message));
  console.log(await inner());
});
