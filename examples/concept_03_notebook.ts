/**
 * @title.zh 笔记本：环境自带循环
 * @title.en Notebooks: the environment has a loop of its own
 * @section concepts
 * @card concept-03-nesting
 * @run
 * @difficulty intermediate
 */

//: zh: Jupyter 的 Python 内核一直开着一个事件循环，所以 `asyncio.run()` 在单元
//: zh: 格里会报错：要么直接 `await main()`，要么用 `nest_asyncio` 给循环打补
//: zh: 丁。这里不用补丁：Deno 的循环不是我们的循环，每个单元格都能写
//: zh: `await run(main)`。
//: en: The Python kernel of Jupyter keeps an event loop running, so
//: en: `asyncio.run()` fails in a cell: one writes `await main()`, or patches
//: en: the loop with `nest_asyncio`. No patch is needed here: Deno's own loop
//: en: is not ours, and any cell may say `await run(main)`.
import { createTask, run, Runner, sleep } from "@asyncio/asyncio";

console.log("cell 1:", await run(() => sleep(10, "one loop")));
console.log("cell 2:", await run(() => sleep(10, "another loop")));

//: zh: 想让任务从一个单元格活到下一个，就用 `Runner`：它保留同一个循环，两次
//: zh: `run()` 之间任务只是暂停。
//: en: For a task that lives on from cell to cell there is `Runner`: it keeps
//: en: one loop, and between two runs tasks only stand still.
const notebook = new Runner();

const task = await notebook.run(async () => {
  const download = createTask(() => sleep(300, "downloaded"));
  await sleep(10);
  return { download };
});
console.log("cell 3:", task.download.done() ? "done" : "under way");

console.log("cell 4:", await notebook.run(() => task.download));
await notebook.close();
