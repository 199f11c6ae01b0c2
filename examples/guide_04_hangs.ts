/**
 * @title.zh 搜索一去不回
 * @title.en A search that never returns
 * @section guides
 * @card guide-04-tree
 * @run
 * @session deno run examples/guide_04_hangs.ts
 * @press "document 2 is stored" Ctrl-\ Ctrl-C
 * @difficulty intermediate
 * @twin none
 */

//: zh: 向量库的客户端：`writer` 从队列里取文档写进集合，`search` 在集合里查。
//: zh: 两者都要先拿到集合的锁，免得查到写了一半的东西。看上去没有问题，文档也
//: zh: 都存好了，**可是搜索不回来**。没有异常，没有日志，CPU 是 0。
//: en: A client of a vector database. `writer` takes documents from a queue
//: en: and stores them in a collection, `search` looks there, and both take
//: en: the collection's lock first, so that nobody sees half a document. It
//: en: looks right, the documents are stored, **and the search never
//: en: returns**. No error, no log, no CPU used.
import { createTask, Lock, Queue, run } from "@asyncio/asyncio";

const documents = new Queue<string>();
const collection = new Lock();

async function writer() {
  for (;;) {
    using _permit = await collection.acquire();
    const document = await documents.get();
    console.log(document, "is stored");
  }
}

async function search() {
  using _permit = await collection.acquire();
  return "document 2";
}

async function main() {
  createTask(writer, { name: "writer" });
  await documents.put("document 1");
  await documents.put("document 2");
  const found = await createTask(search, { name: "search" });
  console.log("found", found);
}

//: zh: 程序是用 `debug: true` 启动的，所以不用停下它、也不用改代码：在终端里
//: zh: 按 `Ctrl-\`，它就把任务树打印出来。从上往下读：`Task-1` 就是 `main`，它
//: zh: 等 `search`；`search` 等一把锁，锁在 `writer` 手里；`writer` 在等队列里
//: zh: 的下一份文档，**手里还握着锁**。停在哪一行，也写着。
//: en: It was started with `debug: true`, so there is no need to stop it or to
//: en: change it: `Ctrl-\` in its terminal prints the task tree. Read it from
//: en: the top. `Task-1` is `main`, and waits for `search`; `search` waits for
//: en: a lock that `writer` holds; `writer` waits for the next document in the
//: en: queue, **with the lock in its hand**. The lines are given, too.
await run(main, { debug: true });
