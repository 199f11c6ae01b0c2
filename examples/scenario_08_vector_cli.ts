/**
 * @title.zh 向量数据库命令行：建库、批量插入、搜索、必定关闭
 * @title.en A vector-database CLI: create, batch insert, search, always close
 * @section scenarios
 * @card scenario-08-vector-cli
 * @run --allow-read --allow-write --allow-ffi
 * @difficulty intermediate
 */

//: zh: 这里用的是真正的数据库：SQLite 加 sqlite-vec，写在一个临时文件里。换成
//: zh: `localhost:8000` 就是 Chroma 服务器，代码一个字也不用改。
//: en: The database is a real one: SQLite with sqlite-vec, in a temporary
//: en: file. With `localhost:8000` it is a Chroma server, and not a word of
//: en: the code changes.
import { run } from "@asyncio/asyncio";
import { AsyncVectorDB } from "./vector_db/mod.ts";

//: zh: 一百个八维向量。随机数有种子，所以每次运行的结果都一样。
//: en: A hundred vectors of eight numbers. The random numbers have a seed, so
//: en: each run gives the same answers.
let seed = 42;
function random() {
  seed = (seed * 1664525 + 1013904223) % 2 ** 32;
  return seed / 2 ** 31 - 1;
}

const entries = Array.from({ length: 100 }, (_, i) => ({
  id: `doc-${i}`,
  vector: Array.from({ length: 8 }, random),
}));

//: zh: 连接、建集合、批量插入（要么全部写入，要么一个不写）、搜索。`finally` 里
//: zh: 关闭。
//: en: Connect, create the collection, insert in one batch (all or none),
//: en: search. Close in `finally`.
async function main(url: string) {
  const db = await AsyncVectorDB.connect(url);
  try {
    await db.createCollection("docs", { dim: 8 });
    await db.batchInsert("docs", entries);
    console.log(`inserted ${entries.length} vectors`);

    const query = entries[42].vector;
    const hits = await db.search("docs", query, { topK: 3 });
    for (const [rank, { id, score }] of hits.entries()) {
      console.log(`${rank + 1}. ${id} ${score.toFixed(3)}`);
    }
  } finally {
    await db.close();
    console.log("closed");
  }
}

const folder = await Deno.makeTempDir();
try {
  await run(() => main(`sqlite:${folder}/docs.db`));
} finally {
  await Deno.remove(folder, { recursive: true });
}
