/**
 * @title.zh 不能嵌套：错误与正确
 * @title.en It cannot be nested: wrong and right
 * @section concepts
 * @card concept-03-nesting
 * @run
 * @difficulty beginner
 */

//: zh: `run()` 的意思是“从头造一个世界”。已经在循环里了，就没有第二个世界可造。
//: en: `run()` means “make a world from nothing”. Inside a loop there is no
//: en: second world to make.
import { run, sleep } from "@asyncio/asyncio";

async function inner() {
  await sleep(10);
  return "inner result";
}

//: zh: **错误**：在 `async` 函数里又调用 `run()`。它不等待，当场报错。
//: en: **Wrong:** another `run()` in an `async` function. It fails at once.
async function wrong() {
  try {
    await run(inner);
  } catch (error) {
    console.log("wrong:", (error as Error).message);
  }
}

//: zh: **正确**：在里面只写 `await`，而且要**调用**函数：`await inner()`。在入
//: zh: 口处交函数，在里面等结果。
//: en: **Right:** inside, just `await`, and do **call** the function:
//: en: `await inner()`. At the door you hand a function over, inside you await
//: en: what it gives.
async function right() {
  console.log("right:", await inner());
}

await run(wrong);
await run(right);
