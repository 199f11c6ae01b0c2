/** Section 4: the minimal usable set. */
import { say, type SectionText } from "./card.ts";

/** The section's text. */
export const minimal: SectionText = {
  title: { zh: "最小可用", en: "The minimal usable set" },
  summary: {
    zh: "五个样板，够用八成场合。",
    en: "Five patterns, enough for 80 % of what you will write.",
  },
  cards: {
    "minimal-01-value": {
      title: {
        zh: "4.1 基本用法，带返回值",
        en: "4.1 Basic use, with a value",
      },
      before: say([
        "`main` 返回什么，`await run(main)` 就得到什么；`main` 抛什么，`run` 就抛什么。入口是一扇门，不是一堵墙。",
      ], [
        "What `main` returns is what `await run(main)` gives. What `main` throws, `run` throws. The entry is a door, not a wall.",
      ]),
    },
    "minimal-02-structure": {
      title: {
        zh: "4.2 标准结构：取、算、main、入口",
        en: "4.2 The standard structure: fetch, process, main, entry",
      },
      before: say([
        "小函数各管一件事，`main` 只负责把它们串起来，文件最后一行启动。测试时可以单独调用任何一个小函数，这正是分开写的理由。",
      ], [
        "Small functions do one thing each, `main` only strings them together, the last line starts it all. A test can call any of the small ones alone; that is why they are apart.",
      ]),
    },
    "minimal-03-errors": {
      title: { zh: "4.3 带错误处理", en: "4.3 With error handling" },
      before: say([
        "异步代码的错误处理和同步的一样：`try / catch / finally`。多一条规矩：`CancelledError` 不是失败，是有人请你停下。JavaScript 的 `catch` 会连它一起接住，认出来就**原样抛回去**。",
      ], [
        "Errors in asynchronous code are handled as in any other: `try / catch / finally`. One more rule: a `CancelledError` is not a failure, it is a request to stop. JavaScript’s `catch` catches it as well; when you recognise it, **throw it on**.",
      ]),
    },
    "minimal-04-debug": {
      title: { zh: "4.4 调试模式", en: "4.4 Debug mode" },
      before: say([
        "忘写 `await` 是异步代码里最常见的错，而且不声不响。打开 `debug: true`，循环会告诉你：哪个等待没人等、它是在哪一行造出来的、哪一步走得太慢、谁吞掉了取消。",
      ], [
        "The forgotten `await` is the most common mistake in asynchronous code, and a silent one. With `debug: true` the loop speaks up: which awaitable nobody awaited and on which line it was made, which step was slow, who swallowed a cancellation.",
      ]),
    },
    "minimal-05-vector": {
      title: { zh: "4.5 向量数据库脚本", en: "4.5 A vector-database script" },
      before: say([
        "连接、搜索、打印 id 和分数、最后关闭。这是真实的客户端和真实的相似度计算；换成服务器或文件数据库，只改连接地址。",
      ], [
        "Connect, search, print id and score, close at last. The client and the similarity are real; another database, be it a server or a file, is another address.",
      ]),
    },
    "minimal-06-enough": {
      title: { zh: "有了这些，你能做什么", en: "What this is enough for" },
      emoji: "🎒",
      before: say([
        "- 写一个**有返回值**的异步脚本，并且知道错误会去哪里；\n- 把程序分成**可以单独测试**的小函数，只留一个入口；\n- 用调试模式**找到忘掉的 `await`**，而不是猜；\n- 连上一个**真实的向量数据库**，搜索，并且无论如何都把连接关好。",
      ], [
        "- Write an asynchronous script **with a result**, knowing where its errors go.\n- Cut a program into small functions **that can be tested alone**, with one entry.\n- **Find the forgotten `await`** with debug mode instead of guessing.\n- Reach a **real vector database**, search it, and close the connection whatever happens.",
      ]),
    },
  },
};
