/**
 * @title.zh 完整的应用：配置、连接、并发搜索、出错、清理
 * @title.en A complete application: configuration, connection, searches, failure, cleanup
 * @section scenarios
 * @card scenario-10-application
 * @run --allow-read=. --allow-ffi
 * @difficulty advanced
 */

//: zh: 把前面学的拼到一起。配置是一个对象，可以由测试换掉。
//: en: All of it together. The configuration is an object that a test can
//: en: replace.
import { gather, run } from "@asyncio/asyncio";
import { AsyncVectorDB, VectorDBError } from "./vector_db/mod.ts";

const config = {
  url: "sqlite::memory:",
  collection: "docs",
  dim: 128,
  count: 50,
  topK: 3,
  timeout: 5000, // milliseconds
};
type Config = typeof config;

function embed(i: number, { dim }: Config) {
  return Array.from({ length: dim }, (_, j) => Math.sin(i * j + i));
}

//: zh: 五次搜索同时发出，各有超时。
//: en: Five searches at the same time, each with a deadline.
async function search(db: AsyncVectorDB, config: Config) {
  const { collection, topK, timeout } = config;
  const queries = [3, 13, 23, 33, 43];
  const all = await gather(queries.map((i) => () => {
    const query = embed(i, config);
    return db.search(collection, query, { topK, timeout });
  }));
  return all.map(([best]) => `${best.id} ${best.score.toFixed(2)}`);
}

//: zh: `main` 不打印，只返回结果对象：出了错也返回，由入口决定退出
//: zh: 码。`await using` 保证数据库一定关闭。
//: en: `main` prints nothing and returns a result, after a failure, too; the
//: en: entry decides on the exit code. `await using` makes sure that the
//: en: database closes.
async function main(config: Config) {
  await using db = await AsyncVectorDB.connect(config.url);
  try {
    const { collection, dim, count } = config;
    await db.createCollection("docs", { dim });
    await db.batchInsert(
      collection,
      Array.from({ length: count }, (_, i) => ({
        id: `doc-${i}`,
        vector: embed(i + 1, config),
      })),
    );
    return { ok: true, found: await search(db, config) };
  } catch (error) {
    if (!(error instanceof VectorDBError)) throw error;
    return { ok: false, found: [error.problem] };
  }
}

for (const collection of ["docs", "lost"]) {
  const result = await run(() => main({ ...config, collection }));
  const found = result.found.join(", ");
  console.log(result.ok ? "ok:" : "failed:", found);
}
