/**
 * @title.zh 先取文档，再拿锁
 * @title.en First the document, then the lock
 * @section guides
 * @card guide-04-tree
 * @run
 * @difficulty intermediate
 * @twin none
 */

//: zh: 修法只是换两行的次序：**等得久的事，不要握着锁去等**。队列空着的时候，
//: zh: 锁也就空着。
//: en: The repair swaps two lines: **never hold a lock while you wait for
//: en: something that may take long**. While the queue is empty, the lock is
//: en: free.
import * as asyncio from "@asyncio/asyncio";

const documents = new asyncio.Queue<string>();
const collection = new asyncio.Lock();

async function writer() {
  for (;;) {
    const document = await documents.get();
    using _permit = await collection.acquire();
    console.log(document, "is stored");
  }
}

async function search() {
  using _permit = await collection.acquire();
  return "document 2";
}

async function main() {
  asyncio.createTask(writer, { name: "writer" });
  await documents.put("document 1");
  await documents.put("document 2");
  const found = await asyncio.createTask(search);
  console.log("found", found);

  //: zh: 同一棵树，程序自己也能问：`captureTaskTree()` 给
  //: zh: 数据，`printTaskTree()` 打印到标准错误。`writer` 还在等下一份文档，
  //: zh: 这回手里什么也没有。
  //: en: A program can ask for the same tree itself: `captureTaskTree()`
  //: en: gives it as data, `printTaskTree()` prints it to standard error.
  //: en: `writer` waits for the next document, now with nothing in its hand.
  for (const { name, waitsFor } of asyncio.captureTaskTree()) {
    console.log(`${name}: ${waitsFor ?? "runs"}`);
  }
}

await asyncio.run(main);
