/**
 * @title.zh 先都问出去，再一起等
 * @title.en First ask them all, then wait
 * @section guides
 * @card guide-06-telemetry
 * @run
 * @session deno run --allow-net=127.0.0.1 --allow-run=deno examples/spans.ts examples/guide_06_together.ts
 * @difficulty intermediate
 * @twin none
 */

//: zh: 修好以后：先把任务都建起来，再用 `gather` 一起等。三段重叠了，**整个查
//: zh: 询只和最慢的分片一样长**。
//: en: Repaired: first all tasks are made, then `gather` awaits them
//: en: together. The three spans overlap, and **the query takes as long as
//: en: its slowest shard**.
import * as asyncio from "@asyncio/asyncio";

const SHARDS = { north: 60, east: 20, south: 40 };

async function ask(shard: string, ms: number) {
  await asyncio.sleep(ms); // the network
  return [`a hit in ${shard}`];
}

async function query() {
  return await asyncio.taskGroup(async (group) => {
    const tasks = Object.entries(SHARDS).map(([shard, ms]) => {
      const name = `ask ${shard}`;
      return group.createTask(() => ask(shard, ms), { name });
    });
    return (await asyncio.gather(tasks)).flat();
  });
}

async function main() {
  const hits = await asyncio.createTask(query, { name: "query" });
  console.log(hits.length, "hits");
}

await asyncio.run(main, {
  loopFactory: () => asyncio.withTelemetry(asyncio.newEventLoop()),
});
