/**
 * @title.zh 标准结构：取数据、处理、main、入口
 * @title.en The standard structure: fetch, process, main, entry
 * @section minimal
 * @card minimal-02-structure
 * @run
 * @difficulty beginner
 */

//: zh: 四段式，照着写就不会乱。先是**取数据**：要等的事写成 `async` 函数。
//: en: Four parts; keep to them and programs stay clear. First **fetch**: what
//: en: must wait is an `async` function.
import { run, sleep } from "@asyncio/asyncio";

async function fetchNumbers() {
  await sleep(20);
  return [3, 1, 4, 1, 5];
}

//: zh: **处理**：不用等的事就写普通函数，好测试。
//: en: **Process**: what need not wait is an ordinary function, easy to test.
function process(numbers: number[]) {
  return numbers.map((n) => n * n);
}

//: zh: **main**：把它们串起来。
//: en: **main** puts them together.
async function main() {
  const numbers = await fetchNumbers();
  console.log("fetched:", numbers.join(" "));
  console.log("squares:", process(numbers).join(" "));
}

//: zh: **入口**：整个文件只有这一个 `run()`。
//: en: **Entry**: the only `run()` of the file.
if (import.meta.main) await run(main);
