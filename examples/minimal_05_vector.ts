/**
 * @title.zh 向量数据库脚本：连接、搜索、打印、关闭
 * @title.en The vector-database script: connect, search, print, close
 * @section minimal
 * @card minimal-05-vector
 * @run
 * @difficulty beginner
 */

//: zh: 这是最常用的骨架。`finally` 里的 `close()` 保证：成功也好，报错也好，被
//: zh: Ctrl-C 打断也好，连接都会关闭。
//: en: The skeleton you will use most. `close()` in `finally` makes sure:
//: en: success, error or Ctrl-C, the connection is closed.
import { run } from "@asyncio/asyncio";
import { AsyncVectorDB } from "./vector_db/mod.ts";

async function main() {
  const db = await AsyncVectorDB.connect("memory:");
  try {
    await db.createCollection("documents", { dim: 4 });
    await db.batchInsert("documents", [
      { id: "event loop", vector: [0.9, 0.1, 0.2, 0.0] },
      { id: "cancellation", vector: [0.2, 0.9, 0.1, 0.1] },
      { id: "task group", vector: [0.5, 0.6, 0.2, 0.1] },
    ]);
    const query = [0.3, 0.8, 0.1, 0.1];
    const hits = await db.search("documents", query, { topK: 2 });
    for (const { id, score } of hits) {
      console.log(`${id}: ${score.toFixed(3)}`);
    }
  } finally {
    await db.close();
    console.log("closed");
  }
}

await run(main);
