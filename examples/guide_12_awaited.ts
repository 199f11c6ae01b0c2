/**
 * @title.zh 忘写 await，和没人看的错误
 * @title.en A forgotten await, and an error that nobody sees
 * @section guides
 * @card guide-12-faq
 * @run
 * @difficulty beginner
 * @twin none
 */

//: zh: 两种沉默：一次等待没有人等，一个任务失败没有人看。循环都会报告；第一种只
//: zh: 在调试模式里报告。处理器决定报告送到哪里。
//: en: Two kinds of silence: a wait that nobody awaits, a task whose failure
//: en: nobody looks at. The loop reports both, the first in debug mode only.
//: en: The handler says where reports go.
import { createTask, getRunningLoop, run } from "@asyncio/asyncio";
import { sleep } from "@asyncio/asyncio";

async function backup() {
  await sleep(10);
  throw new Error("disk full");
}

async function main() {
  getRunningLoop().setExceptionHandler((_, report) => {
    console.log("report:", report.message);
    if (report.exception) console.log(String(report.exception));
  });
  sleep(500); // the pause that is none
  console.log("no pause");
  createTask(backup); // nobody awaits it
  await sleep(300);
  console.log("main ends as if nothing had happened");
}

await run(main, { debug: true });
