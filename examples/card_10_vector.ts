/**
 * @title.zh 向量数据库的入口
 * @title.en The way into a vector database
 * @section flashcards
 * @card card-10-vector
 * @run
 * @difficulty beginner
 */

//: zh: 连接、搜索、关闭都要等，所以整段放进 `main`，由一个 `run()` 启动。
//: en: Connecting, searching and closing all wait, so they live in `main`, and
//: en: one `run()` starts them.
import { run } from "@asyncio/asyncio";
import { AsyncVectorDB } from "./vector_db/mod.ts";

await run(async () => {
  await using db = await AsyncVectorDB.connect("memory:");
  await db.createCollection("docs", { dim: 2 });
  await db.insert("docs", "north", [0, 1]);
  await db.insert("docs", "east", [1, 0]);
  const [best] = await db.search("docs", [0.1, 0.9]);
  console.log(best.id, best.score.toFixed(2));
});
