/**
 * @title.zh 说一声“没有了”
 * @title.en Say that there is no more
 * @section guides
 * @card guide-07-commands
 * @run
 * @session deno task trace examples/guide_07_stays.ts
 * @session deno task explore examples/guide_07_stays.ts --schedules all
 * @difficulty intermediate
 * @twin none
 */

//: zh: “空”不等于“没有了”：只有放的人知道还有没有。放完以后 `shutdown()`，队
//: zh: 列取空了，`get` 就抛出 `QueueShutDown`，写入者这时才收工。
//: en: Empty does not mean finished: only who puts knows whether more will
//: en: come. After the last document it calls `shutdown()`; once the queue is
//: en: drained, `get` throws `QueueShutDown`, and then writers may go.
import * as asyncio from "@asyncio/asyncio";

export async function main() {
  const documents = new asyncio.Queue<number>(1);
  const stored: number[] = [];

  async function reader() {
    for (const id of [1, 2, 3, 4]) await documents.put(id);
    documents.shutdown();
  }
  async function writer() {
    try {
      for (;;) {
        const id = await documents.get();
        await asyncio.sleep(10); // the database
        stored.push(id);
      }
    } catch (error) {
      if (!(error instanceof asyncio.QueueShutDown)) throw error;
    }
  }
  await asyncio.gather([
    asyncio.createTask(reader, { name: "reader" }),
    asyncio.createTask(writer, { name: "writer 1" }),
    asyncio.createTask(writer, { name: "writer 2" }),
  ]);
  if (stored.length !== 4) throw new Error("a document is missing");
}

//: zh: 现在两个写入者都干活，20 毫秒就完。`--schedules all` 把次序试尽：一种
//: zh: 也不出错，这才叫**修好了**，不是“再没碰上”。
//: en: Now both of them work and it takes 20 ms. `--schedules all` goes
//: en: through every order there is, and none fails: that is **repaired**,
//: en: and not just “did not happen again”.
if (import.meta.main) await asyncio.run(main);
