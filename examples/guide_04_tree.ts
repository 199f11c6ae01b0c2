/**
 * @title.zh 从上往下问，从下往上问
 * @title.en From above, and from below
 * @section guides
 * @card guide-04-tree
 * @run
 * @difficulty intermediate
 * @twin none
 */

//: zh: 任务组、`gather`、`shield` 也在树里，所以树能一直通到底。一个网页要三
//: zh: 样东西，其中一样迟迟不来。
//: en: Task groups, `gather` and `shield` are in the tree as well, and so it
//: en: goes all the way down. A page needs three things and one of them does
//: en: not come.
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
//: en: `captureTaskTree` looks from the top: who waits for whom, and for
//: en: what. The leaf is the answer: nobody sets that `Event`.
function show(tree: asyncio.TaskTree, indent = "") {
  console.log(`${indent}${tree.name}: ${tree.waitsFor ?? "runs"}`);
  for (const child of tree.children) show(child, indent + "  ");
}

async function main() {
  const task = asyncio.createTask(page, { name: "page" });
  await asyncio.sleep(1000);
  for (const tree of asyncio.captureTaskTree()) show(tree);

  //: zh: `captureCallGraph` 反过来，从一个任务往上问：它一直不来，耽误了谁？
  //: en: `captureCallGraph` goes the other way, up from one task: whom does
  //: en: it keep waiting?
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
