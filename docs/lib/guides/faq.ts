/** Questions that everybody asks. */
import { say } from "../lesson/card.ts";
import type { GuideText } from "./guide.ts";

/** The guide. */
export const faq: Readonly<Record<string, GuideText>> = {
  "guide-12-faq": {
    title: { zh: "常见问题", en: "FAQ" },
    summary: {
      zh: "忘写的 await、嵌套的 run、Ctrl-C、丢掉的错误、取消不掉的任务。",
      en:
        "Forgotten awaits, nested runs, Ctrl-C, lost errors, tasks that will not stop.",
    },
    before: say([
      "先打开调试模式：`run(main, { debug: true })`。下面的问题，它能报告一半。",
    ], [
      "Turn on debug mode first: `run(main, { debug: true })`. It reports half of what follows.",
    ]),
    questions: [
      {
        id: "faq-awaited",
        title: {
          zh: "“was never awaited” 和丢掉的错误",
          en: "“was never awaited”, and lost errors",
        },
        text: say([
          "**忘写 `await`**：`sleep(500);` 单独一行，程序不会停；调试模式报告 `was never awaited` 和它的位置。",
          "**丢掉的错误**：没人等的任务失败了，`main` 不会知道。循环会报告 `Task exception was never retrieved`，不开调试模式也会。要它当场传到你这里，就 `await` 它，或放进 `taskGroup`。",
        ], [
          "**A forgotten `await`**: `sleep(500);` alone on a line pauses nothing; debug mode reports `was never awaited`, and where.",
          "**A lost error**: when a task fails that nobody awaits, `main` does not learn of it. The loop reports `Task exception was never retrieved`, without debug mode, too. For it to reach you, `await` the task or start it in a `taskGroup`.",
        ]),
        example: "guide-12-awaited",
      },
      {
        id: "faq-nested",
        title: {
          zh: "“cannot be called from a running event loop”是什么意思？",
          en: "“Cannot be called from a running event loop”: why?",
        },
        text: say([
          "已经在循环里了：把 `run(other)` 换成 `await other()`，要它在后台跑就用 `createTask`。为什么不能嵌套，见[误区二](lesson/misconceptions/#misconception-02-inside)，那里有跑得通的例子。",
        ], [
          "You are inside a loop already: write `await other()` for `run(other)`, or `createTask` to have it run in the background. Why it cannot be nested is told in [trap 2](lesson/misconceptions/#misconception-02-inside), with an example that runs.",
        ]),
      },
      {
        id: "faq-interrupt",
        title: {
          zh: "按了 Ctrl-C，会发生什么？",
          en: "What does Ctrl-C do?",
        },
        text: say([
          "第一次：说出 `main` 停在哪一行，取消它，等所有 `finally` 走完，`run` 抛出 `KeyboardInterrupt`；没人接就以退出码 130 结束（SIGTERM 是 143）。第二次：打印任务树，立刻结束。所以清理要写在 `finally` 里，而且要短。",
        ], [
          "The first one says on which line `main` stands, cancels it, waits for each `finally`, and `run` throws `KeyboardInterrupt`; if nobody catches it the exit code is 130 (143 for SIGTERM). The second one prints the task tree and ends it at once. So cleaning up belongs in a `finally`, and should be short.",
        ]),
      },
      {
        id: "faq-cancelled",
        title: {
          zh: "明明取消了，怎么还在跑？",
          en: "It was cancelled: why does it still run?",
        },
        text: say([
          "三种可能。**取消被 `catch` 吞了**：见[从 asyncio 来](guides/guide-08-asyncio/)。**还在收尾**：`cancel()` 只是请求，等到任务真正结束要 `await`。**等的不是循环的东西**：就是下面这个例子。",
        ], [
          "One of three. **A `catch` swallowed it**: see [Coming from asyncio](guides/guide-08-asyncio/). **It is still tidying up**: `cancel()` only asks; to know that the task has ended, `await` it. **It awaits something that is not the loop's**: that is the example below.",
        ]),
        example: "guide-12-cancelled",
      },
    ],
    source: "faq.ts",
  },
};
