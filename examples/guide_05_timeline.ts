/**
 * @title.zh 时间线：录下来，再看谁挡了谁
 * @title.en The timeline: record it, then see who was in the way
 * @section guides
 * @card guide-05-timeline
 * @run
 * @difficulty intermediate
 * @twin none
 */

//: zh: 三次请求“同时”发出，各要 100 毫秒，总共却花了 300 毫秒。哪里排了队？
//: en: Three requests go out “at once”, each takes 100 milliseconds, and
//: en: together they take 300. Where is the queue?
import { gather, Lock, record, sleep } from "@asyncio/asyncio";
import { newVirtualLoop } from "@asyncio/asyncio/testing";

async function main() {
  const log = new Lock();
  async function request() {
    using _permit = await log.acquire(); // meant for the log only
    await sleep(100);
  }
  await gather([request, request, request]);
}

//: zh: `record` 像 `run` 那样跑 `main`，并记下循环做的每件事。`events` 是普通数
//: zh: 据，想怎么汇总都行；这里打印每次等待，以及任务怎样结束。
//: en: `record` runs `main` as `run` does, and notes all that the loop does.
//: en: `events` is plain data, for any summary you like: here each wait, and
//: en: how tasks ended.
const trace = await record(main, { loopFactory: newVirtualLoop });
for (const { t, kind, task, note } of trace.events) {
  if (task === null || !["wait", "end"].includes(kind)) continue;
  const at = String(t).padStart(3);
  console.log(at, trace.lanes[task], kind, note);
}

//: zh: 同一次录制还有三种样子：`toHtml()` 是一页能离线打开的图，`toChrome()` 给
//: zh: Perfetto 用，`toJSON()` 给程序用。
//: en: The same recording has three more faces: `toHtml()` is a picture that
//: en: opens anywhere, `toChrome()` is for Perfetto, `toJSON()` for programs.
const slices = trace.toChrome().traceEvents
  .filter(({ ph }) => ph === "X");
console.log("slices:", slices.length);
console.log("steps:", trace.toJSON().steps.length);
const html = trace.toHtml("queue");
console.log("a page:", /^<!doctype html>/i.test(html));
