/**
 * @title.zh 从同步世界到向量数据库
 * @title.en From the synchronous world to a vector database
 * @section principles
 * @card principle-04-bridge
 * @run
 * @difficulty beginner
 */

//: zh: 推理只有五步：向量数据库的客户端是异步的；程序的入口通常是同步的；所以要
//: zh: 换一次挡；`run()` 就是标准的换挡；命令行工具、脚本、服务启动时都用它。
//: en: Five steps: the client of a vector database is asynchronous; the entry
//: en: of a program is usually synchronous; so something must switch; `run()`
//: en: is the standard switch; command-line tools, scripts and service
//: en: start-ups all use it.
import { run } from "@asyncio/asyncio";
import { AsyncVectorDB } from "./vector_db/mod.ts";

//: zh: 换数据库只换这个地址：`localhost:8000` 是 Chroma 服务器，`sqlite:FILE`
//: zh: 是一个文件，`memory:` 什么都不用装。
//: en: Another database is another address, nothing else: `localhost:8000` is
//: en: a Chroma server, `sqlite:FILE` a file, `memory:` needs nothing
//: en: installed.
const url = Deno.args[0] ?? "memory:";

async function main() {
  const db = await AsyncVectorDB.connect(url);
  try {
    await db.createCollection("animals", { dim: 3 });
    await db.insert("animals", "cat", [0.9, 0.1, 0.0]);
    await db.insert("animals", "dog", [0.8, 0.3, 0.1]);
    await db.insert("animals", "carp", [0.0, 0.2, 0.9]);
    const query = [1, 0.1, 0];
    const hits = await db.search("animals", query, { topK: 2 });
    for (const { id, score } of hits) {
      console.log(id, score.toFixed(3));
    }
  } finally {
    await db.close();
  }
}

await run(main);
