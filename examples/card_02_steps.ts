/**
 * @title.zh 做什么：建、跑、清、关
 * @title.en What it does: make, run, tidy, close
 * @section flashcards
 * @card card-02-steps
 * @run
 * @difficulty beginner
 */

//: zh: 建循环，跑协程，清理剩下的任务，关循环。
//: en: Make a loop, run the coroutine, tidy up the tasks that are left, close
//: en: the loop.
import { createTask, run, sleep } from "@asyncio/asyncio";

async function background() {
  try {
    await sleep(60_000);
  } finally {
    console.log("tidied up");
  }
}

await run(async () => {
  createTask(background);
  await sleep(0);
  console.log("main ran");
});
console.log("closed");
