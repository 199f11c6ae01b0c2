/** Section 9: ten flash cards. The title asks, the text answers. */
import { say, type SectionText } from "./card.ts";

/** The section's text. */
export const flashcards: SectionText = {
  title: { zh: "化骨绵掌：十张闪卡", en: "Ten flash cards" },
  summary: {
    zh: "每张一句话、一小段代码；隔几天复习一遍，就长在身上了。",
    en:
      "A sentence and a little code each; review them over some days and they stay.",
  },
  cards: {
    "card-01-what": {
      title: { zh: "run 是什么？", en: "What is run?" },
      before: say([
        "异步程序的标准入口：从同步世界走进异步世界的那扇门。",
      ], [
        "The standard entry of an asynchronous program: the door from the synchronous world.",
      ]),
    },
    "card-02-steps": {
      title: { zh: "run 做哪几件事？", en: "What does run do?" },
      before: say([
        "建循环、跑 `main`、取消剩下的任务并等它们收尾、关生成器和执行器、关循环。",
      ], [
        "It makes a loop, runs `main`, cancels what is left and waits for it, closes generators and executor, closes the loop.",
      ]),
    },
    "card-03-structure": {
      title: {
        zh: "程序的标准结构？",
        en: "The standard structure of a program?",
      },
      before: say([
        "一个 `main`，一次 `run`；其余全是被 `await` 的小函数。",
      ], [
        "One `main`, one `run`; all the rest are small functions that are awaited.",
      ]),
    },
    "card-04-nesting": {
      title: {
        zh: "run 里面能再 run 吗？",
        en: "Can run be called inside run?",
      },
      before: say([
        "不能，当场报 `RuntimeError`；已经在里面了，直接 `await`。",
      ], [
        "No: a `RuntimeError` at once. You are inside already, so `await`.",
      ]),
    },
    "card-05-value": {
      title: { zh: "怎么拿到返回值？", en: "How do you get the result?" },
      before: say([
        "`main` 返回什么，`await run(main)` 就是什么；异常也照样传出来。",
      ], [
        "What `main` returns is what `await run(main)` gives; errors come out the same way.",
      ]),
    },
    "card-06-debug": {
      title: { zh: "怎么打开调试模式？", en: "How do you turn on debug mode?" },
      before: say([
        "`run(main, { debug: true })`：忘掉的 `await`、太慢的一步、被吞掉的取消，都会说出来。",
      ], [
        "`run(main, { debug: true })`: forgotten awaits, slow steps and swallowed cancellations are reported.",
      ]),
    },
    "card-07-once": {
      title: { zh: "run 该调用几次？", en: "How often should run be called?" },
      before: say([
        "一次。每次都是新循环，旧的任务和锁都带不过去；要分几次跑就用 `Runner`。",
      ], [
        "Once. Each call is a new loop and nothing carries over; for several runs there is `Runner`.",
      ]),
    },
    "card-08-notebook": {
      title: { zh: "在笔记本里怎么办？", en: "And in a notebook?" },
      before: say([
        "直接 `await main()`；想让循环跨格保留，用 `Runner`。不需要 `nest_asyncio`。",
      ], [
        "Just `await main()`; a `Runner` keeps one loop over the cells. No `nest_asyncio` needed.",
      ]),
    },
    "card-09-life": {
      title: { zh: "事件循环的一生？", en: "The life of an event loop?" },
      before: say([
        "造出来，转起来，停下，关掉；关掉以后不能再用。`run` 把四步都管了。",
      ], [
        "Made, running, stopped, closed; once closed it is of no use again. `run` sees to all four.",
      ]),
    },
    "card-10-vector": {
      title: {
        zh: "向量数据库程序的入口？",
        en: "The entry of a vector-database program?",
      },
      before: say([
        "连接放在 `main` 里，关闭放在 `finally` 里，最外面一个 `run(main)`。",
      ], [
        "Connect inside `main`, close in its `finally`, one `run(main)` outside.",
      ]),
    },
  },
};
