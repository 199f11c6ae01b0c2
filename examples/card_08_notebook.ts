/**
 * @title.zh 笔记本：每个单元格都能 await run
 * @title.en Notebooks: any cell may await run
 * @section flashcards
 * @card card-08-notebook
 * @run
 * @difficulty beginner
 */

//: zh: 在 `deno jupyter` 里直接 `await run(main)`；要跨单元格留住循环，用
//: zh: `Runner`。
//: en: Under `deno jupyter`, `await run(main)` as it is; to keep one loop over
//: en: cells, use a `Runner`.
import { Runner, sleep } from "@asyncio/asyncio";

const notebook = new Runner();
console.log(await notebook.run(() => sleep(10, "cell 1")));
console.log(await notebook.run(() => sleep(10, "cell 2")));
await notebook.close();
