/**
 * @title.zh 从 Promise.all 来：失败以后，别人还在写
 * @title.en From Promise.all: after the failure, others still write
 * @section guides
 * @card guide-09-promises
 * @run
 * @difficulty beginner
 * @twin none
 */

//: zh: 三个上传，一个失败。`Promise.all` 立刻抛错，可是另外两个没人管：错误都处
//: zh: 理完了，它们还在写。
//: en: Three uploads and one fails. `Promise.all` throws at once, but nobody
//: en: minds the other two: the error has been dealt with and they still write.
import { run, sleep, taskGroup } from "@asyncio/asyncio";
import { newVirtualLoop } from "@asyncio/asyncio/testing";

async function upload(name: string, delay: number) {
  try {
    await sleep(delay);
    if (name === "b") throw new Error("b was refused");
    console.log(`  ${name} written`);
  } finally {
    console.log(`  ${name} closed`);
  }
}

async function promises() {
  await Promise.all([
    upload("a", 30),
    upload("b", 10),
    upload("c", 20),
  ]);
}

//: zh: `taskGroup` 里一个失败，其余的都收到取消，等它们的 `finally` 都走完，才
//: zh: 把错误（全部的）交出来。
//: en: In a `taskGroup`, when one fails the others are cancelled, and only when
//: en: each `finally` is through are the errors, all of them, thrown.
async function tasks() {
  await taskGroup(async (group) => {
    group.createTask(() => upload("a", 30));
    group.createTask(() => upload("b", 10));
    await upload("c", 20);
  });
}

async function main() {
  for (const way of [promises, tasks]) {
    console.log(way.name);
    try {
      await way();
    } catch (error) {
      const isGroup = error instanceof AggregateError;
      const errors = isGroup ? error.errors : [error];
      console.log(`  caught: ${errors.join(", ")}`);
    }
    await sleep(100);
  }
}

await run(main, { loopFactory: newVirtualLoop });
