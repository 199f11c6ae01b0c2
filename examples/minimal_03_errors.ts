/**
 * @title.zh 带上错误处理
 * @title.en With error handling
 * @section minimal
 * @card minimal-03-errors
 * @run
 * @difficulty beginner
 */

//: zh: 错误从 `await` 的地方冒出来，`try` 怎么写都和同步代码一样。
//: en: An error comes out where you `await`, so `try` looks as it does in
//: en: synchronous code.
import { run, sleep } from "@asyncio/asyncio";

async function load(name: string) {
  await sleep(10);
  if (name === "missing") throw new RangeError(`no ${name} file`);
  return `${name} loaded`;
}

//: zh: 知道怎么处理的错误，就在 `main` 里接住；不知道的，让它往上走。
//: en: Catch in `main` what you know an answer to; let the rest go up.
async function main() {
  try {
    console.log(await load("config"));
    console.log(await load("missing"));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.log("caught:", error.message);
  } finally {
    console.log("cleaned up");
  }
  throw new Error("a bug");
}

//: zh: `main` 没接住的错误，由 `run()` 原样交给调用者；循环照样收拾干净。
//: en: What `main` does not catch, `run()` hands to its caller unchanged; the
//: en: loop is tidied up all the same.
try {
  await run(main);
} catch (error) {
  console.log("run() threw:", (error as Error).message);
}
