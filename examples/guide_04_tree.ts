/**
 * @title.zh 任务树：程序卡住了，卡在哪里
 * @title.en The task tree: it hangs, but where?
 * @section guides
 * @card guide-04-tree
 * @run
 * @difficulty intermediate
 * @twin none
 */

//: zh: 一个网页要三样东西，其中一样迟迟不来。日志什么也不说。
//: en: A page needs three things and one of them does not come. The log is
//: en: silent.
import * as asyncio from "@asyncio/asyncio";
import { newVirtualLoop } from "@asyncio/asyncio/testing";

const loaded = new asyncio.Event();

async function page() {
  return await asyncio.taskGroup(async (group) => {
    group.createTask(() => asyncio.sleep(50), { name: "header" });
    group.createTask(() => loaded.wait(), { name: "comments" });
    await asyncio.sleep(80); // the footer
  });
}

//: zh: `captureTaskTree` 从上往下看：谁在等谁，等的是什么。叶子就是答案：那个
//: zh: `Event` 没有人去设。
//: en: `captureTaskTree` looks from the top: who waits for whom, and for what.
//: en: The leaf is the answer: nobody sets that `Event`.
function show(tree: asyncio.TaskTree, indent = "") {
  console.log(`${indent}${tree.name}: ${tree.waitsFor ?? "runs"}`);
  for (const child of tree.children) show(child, indent + "  ");
}

async function main() {
  const task = asyncio.createTask(page, { name: "page" });
  await asyncio.sleep(1000);
  for (const tree of asyncio.captureTaskTree()) show(tree);

  //: zh: `captureCallGraph` 反过来，从一个任务往上问：它一直不来，耽误了谁？
  //: en: `captureCallGraph` goes the other way, up from one task: whom does it
  //: en: keep waiting?
  for (const each of asyncio.allTasks()) {
    if (each.getName() !== "comments") continue;
    const graph = asyncio.captureCallGraph(each);
    const by = graph?.awaitedBy.map(({ name }) => name).join(", ");
    console.log(`${graph?.name} keeps ${by} waiting`);
  }
  loaded.set();
  await task;
  console.log("the page is there");
}

await asyncio.run(main, { loopFactory: newVirtualLoop });
