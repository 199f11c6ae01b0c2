/**
 * @title.zh 三个分片，一个一个问
 * @title.en Three shards, one after the other
 * @section guides
 * @card guide-06-telemetry
 * @run
 * @session deno run --allow-net=127.0.0.1 --allow-run=deno examples/spans.ts examples/guide_06_waits.ts
 * @difficulty intermediate
 * @twin none
 */

//: zh: 集合分成三片，查询要问遍每一片，再合并结果。用的是任务组，看上去是“同
//: zh: 时”问的；结果也对。只是**慢**，而且分片越多越慢。
//: en: The collection has three shards; a query asks each of them and merges
//: en: the hits. There is a task group, so it seems to ask them all at once,
//: en: and the result is right. It is only **slow**, and slower with each
//: en: shard.
import * as asyncio from "@asyncio/asyncio";

const SHARDS = { north: 60, east: 20, south: 40 };

async function ask(shard: string, ms: number) {
  await asyncio.sleep(ms); // the network
  return [`a hit in ${shard}`];
}

async function query() {
  return await asyncio.taskGroup(async (group) => {
    const hits: string[] = [];
    for (const [shard, ms] of Object.entries(SHARDS)) {
      const name = `ask ${shard}`;
      const task = group.createTask(() => ask(shard, ms), { name });
      hits.push(...await task);
    }
    return hits;
  });
}

async function main() {
  const hits = await asyncio.createTask(query, { name: "query" });
  console.log(hits.length, "hits");
}

//: zh: `withTelemetry` 让每个任务成为一个 span，挂在创建它的任务下面。它只在
//: zh: `OTEL_DENO=true` 时起作用，平时什么也不做，所以可以一直留在代码里。收
//: zh: 集器把收到的 span 画出来，每一列是一次开始或结束：**前一个问完，后一个
//: zh: 才开始**。毛病在循环里的 `await`：任务刚建好就去等它，等于没有并发。
//: en: `withTelemetry` makes each task a span, below the task that created
//: en: it. Without `OTEL_DENO=true` it does nothing, so it can stay in the
//: en: code. The collector draws the spans it was sent, a column for each
//: en: beginning or end: **one shard is asked when the one before has
//: en: answered**. The culprit is the `await` in the loop: a task that is
//: en: awaited as soon as it is made runs beside nothing.
await asyncio.run(main, {
  loopFactory: () => asyncio.withTelemetry(asyncio.newEventLoop()),
});
