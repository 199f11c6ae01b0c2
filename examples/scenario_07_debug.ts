/**
 * @title.zh 调试模式：让循环替你盯着
 * @title.en Debug mode: let the loop keep watch
 * @section scenarios
 * @card scenario-07-debug
 * @run
 * @difficulty intermediate
 */

//: zh: 异步程序的两种慢性病：一步跑太久，把所有人都卡住；后台任务出了错，没有人
//: zh: 看见。
//: en: Two slow diseases of asynchronous programs: a step that takes long and
//: en: holds up all the others, and a failure in the background that nobody
//: en: sees.
import { createTask, getRunningLoop, run } from "@asyncio/asyncio";
import { sleep } from "@asyncio/asyncio";

function blockingWork(duration: number) {
  const end = Date.now() + duration;
  while (Date.now() < end); // nothing else can run
}

async function faulty() {
  await sleep(10);
  throw new Error("disk full");
}

//: zh: 报告默认打印到标准错误，还带着位置和调用栈。自己装一个处理器，就可以把它
//: zh: 们送去日志；这里只挑要点打印。单位都是毫秒（Python 的
//: zh: `slow_callback_duration` 是秒）。
//: en: Reports go to standard error, with place and stack. A handler of your
//: en: own can send them to your log instead; this one prints the gist. The
//: en: limit is in milliseconds (`slow_callback_duration` of Python in
//: en: seconds).
async function main() {
  const loop = getRunningLoop();
  loop.slowCallbackDuration = 200;
  loop.setExceptionHandler((_, { message, exception }) => {
    if (exception instanceof Error) {
      console.log(`report: ${message}: ${exception.message}`);
    } else if (message.startsWith("Executing")) {
      console.log("report: a step took more than 200 ms");
    }
  });

  blockingWork(250);
  await sleep(0);
  console.log("main goes on");
  createTask(faulty); // and never awaited
  await sleep(300);
}

await run(main, { debug: true });
