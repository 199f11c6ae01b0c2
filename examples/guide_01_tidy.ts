/**
 * @title.zh 谁开的头，谁来收尾
 * @title.en Who begins something ends it
 * @section guides
 * @card guide-01-time
 * @run
 * @session deno test examples/guide_01_tidy.ts
 * @difficulty intermediate
 * @twin none
 */

//: zh: 两处修法：许可用 `using`，出错也会还；客户端自己停掉 `autosave`，还要
//: zh: 等它真正停下，所以用 `await using`。
//: en: Two repairs. `using` gives the permit back whatever happens. The
//: en: client stops `autosave` itself, and **waits until it has stopped**:
//: en: hence `await using`.
import * as asyncio from "@asyncio/asyncio";
import { asyncTest } from "@asyncio/asyncio/testing";

class Client implements AsyncDisposable {
  readonly #slots = new asyncio.Semaphore(4);
  readonly #saver = asyncio.createTask(() => this.#autosave());

  async query(text: string) {
    using _slot = await this.#slots.acquire();
    if (text === "") throw new Error("search for what?");
    await asyncio.sleep(20); // the network
    return `a page on ${text}`;
  }

  async [Symbol.asyncDispose]() {
    this.#saver.cancel();
    await asyncio.wait([this.#saver]);
  }

  async #autosave() {
    for (;;) await asyncio.sleep(60_000);
  }
}

asyncTest("queries answer, or say what is wrong", async () => {
  await using client = new Client();
  const page = await client.query("cats");
  const error = await client.query("").catch(String);
  if (page !== "a page on cats") throw new Error(page);
  if (error !== "Error: search for what?") throw new Error(error);
});
