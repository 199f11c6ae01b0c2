/**
 * @title.zh 结果全对，测试却该失败
 * @title.en Every result is right, and the test should fail
 * @section guides
 * @card guide-01-time
 * @run
 * @session deno test examples/guide_01_leaks.ts
 * @difficulty intermediate
 * @twin none
 */

//: zh: 向量库的客户端：每分钟自动保存一次；查询最多四个同时进行。它的测试检查
//: zh: 了结果，也检查了错误，都对。可是一上线，连接越来越慢，最后不动了。
//: en: A client of a vector database. It saves once a minute, and lets four
//: en: queries in at a time. Its test looks at the result, and at the error,
//: en: and both are right. In production it gets slower by the hour and then
//: en: stops.
import { createTask, Semaphore, sleep } from "@asyncio/asyncio";
import { asyncTest } from "@asyncio/asyncio/testing";

class Client {
  readonly #slots = new Semaphore(4);

  constructor() {
    createTask(() => this.#autosave(), { name: "autosave" });
  }

  async query(text: string) {
    const slot = await this.#slots.acquire();
    if (text === "") throw new Error("search for what?");
    await sleep(20); // the network
    slot.release();
    return `a page on ${text}`;
  }

  async #autosave() {
    for (;;) await sleep(60_000);
  }
}

//: zh: `asyncTest` 跑在虚拟时钟上，跑完以后还要看**留下了什么**。这里留下两样：
//: zh: 没人停 `autosave`；出错的那次查询，许可没有还回来，**四次以后谁也进不
//: zh: 去**。每一样都写着是在哪一行造的、在哪一行拿的。
//: en: `asyncTest` runs on a virtual clock, and when the test is over it
//: en: looks at **what is left behind**. Here that is two things: nobody
//: en: stops `autosave`, and the query that failed never gave its permit
//: en: back: **after four of them nobody gets in**. Each comes with the line
//: en: where it was made or taken.
asyncTest("queries answer, or say what is wrong", async () => {
  const client = new Client();
  const page = await client.query("cats");
  const error = await client.query("").catch(String);
  if (page !== "a page on cats") throw new Error(page);
  if (error !== "Error: search for what?") throw new Error(error);
});
