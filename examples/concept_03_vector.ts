/**
 * @title.zh 向量数据库程序的规矩：顶上一个 run，里面全是 await
 * @title.en The rule for vector-database programs: one run on top, await inside
 * @section concepts
 * @card concept-03-nesting
 * @run
 * @difficulty beginner
 */

//: zh: 每个小函数都是 `async`，都只写 `await`；谁也不调用 `run()`，所以它们可以
//: zh: 随意组合、随意测试。
//: en: Each small function is `async` and only awaits; none calls `run()`, so
//: en: they combine freely and can be tested one by one.
import { gather, run } from "@asyncio/asyncio";
import { AsyncVectorDB } from "./vector_db/mod.ts";

async function fill(db: AsyncVectorDB) {
  await db.createCollection("colours", { dim: 3 });
  await db.batchInsert("colours", [
    { id: "red", vector: [1, 0, 0] },
    { id: "orange", vector: [1, 0.5, 0] },
    { id: "blue", vector: [0, 0, 1] },
  ]);
}

async function nearest(db: AsyncVectorDB, query: number[]) {
  const hits = await db.search("colours", query, { topK: 1 });
  return hits[0].id;
}

//: zh: 两次搜索同时进行：`gather()` 收的是函数。
//: en: Two searches at the same time: `gather()` takes functions.
async function main() {
  await using db = await AsyncVectorDB.connect("memory:");
  await fill(db);
  const names = await gather([
    () => nearest(db, [0.9, 0.4, 0]),
    () => nearest(db, [0, 0.2, 0.8]),
  ]);
  console.log(names.join(" "));
}

await run(main); // the only run of the program
