/**
 * @title.zh 两个写入者，有时一个，有时一个也没有
 * @title.en Two writers, at times one, at times none
 * @section guides
 * @card guide-07-commands
 * @run
 * @session deno run examples/guide_07_leaves.ts
 * @session deno task trace examples/guide_07_leaves.ts
 * @session deno task tree examples/guide_07_leaves.ts --at 5
 * @session deno task explore examples/guide_07_leaves.ts
 * @difficulty intermediate
 * @twin none
 */

//: zh: 上传文档：一个任务读文件放进队列，两个任务从队列里取，写进向量库。队列
//: zh: 空了，写入者就收工。跑起来没问题，四份文档都存好了。
//: en: An upload. One task reads documents into a queue, two take them out
//: en: and store them in the vector database; when the queue is empty they go
//: en: home. Run it, and all is well: four documents, all of them stored.
import * as asyncio from "@asyncio/asyncio";

export async function main() {
  const documents = new asyncio.Queue<number>(1);
  const stored: number[] = [];

  async function reader() {
    for (const id of [1, 2, 3, 4]) await documents.put(id);
  }
  async function writer() {
    while (!documents.empty()) {
      const id = await documents.get();
      await asyncio.sleep(10); // the database
      stored.push(id);
    }
  }
  await asyncio.gather([
    asyncio.createTask(reader, { name: "reader" }),
    asyncio.createTask(writer, { name: "writer 1" }),
    asyncio.createTask(writer, { name: "writer 2" }),
  ]);
  console.log("stored:", stored.length);
}

//: zh: 文件导出 `main`，三个命令就都能用，不必写测试，也不必改代码：
//: zh:
//: zh: - `trace` 把它真正做了什么列成表。看 `writer 2`：**0 毫秒就结束了**，
//: zh:   它来的时候队列恰好是空的。两个写入者只有一个在干活，所以用了 40 毫秒。
//: zh: - `tree --at 5` 停在第 5 毫秒，画出谁在等谁：树上没有 `writer 2`。
//: zh: - `explore` 换着次序跑。换一种次序，**两个写入者都走了**，`reader`
//: zh:   永远等下去。报告列出每一步、停下的那一行，和重放用的记号。
//: en: The file exports `main`, and so three commands can look at it, without
//: en: a test and without a change:
//: en:
//: en: - `trace` is the table of what it really did. Look at `writer 2`: it
//: en:   **ends at 0 milliseconds**, for the queue was empty when it came.
//: en:   One writer of two does all the work, and so it takes 40 ms.
//: en: - `tree --at 5` stops it after 5 ms and draws who waits for whom:
//: en:   `writer 2` is not there.
//: en: - `explore` tries other orders. In one of them **both writers have
//: en:   left** and `reader` waits for ever. The report has every step, the
//: en:   line where it stands, and a token to replay it.
if (import.meta.main) await asyncio.run(main);
