/** Section 2: first principles. */
import { say, type SectionText } from "./card.ts";

/** The section's text. */
export const principles: SectionText = {
  title: { zh: "第一性原理", en: "First principles" },
  summary: {
    zh: "不背结论，从“为什么需要它”一步步推出 run 的样子。",
    en: "Nothing to memorise: start from why it is needed and arrive at run.",
  },
  cards: {
    "principle-00-meaning": {
      title: { zh: "什么是第一性原理", en: "What a first principle is" },
      emoji: "💡",
      before: say([
        "第一性原理，就是把一件事拆到不能再拆，再从剩下的那点事实重新搭起来。不问“别人怎么用 `run`”，只问两个问题：**一个异步函数凭什么能跑起来？跑完以后谁来负责？**",
        "答案只有三块砖：一个**循环**决定下一步轮到谁；一个**协程函数**写明要做什么；一个**入口**把前者造出来、把后者放上去、最后把场地打扫干净。`run` 就是那个入口，没有别的魔法。",
      ], [
        "A first principle is what remains when you take a thing apart until nothing more comes off, and then build it up again. So do not ask how others use `run`. Ask two things: **what makes an async function run at all, and who is responsible when it ends?**",
        "Three bricks are left: a **loop** that decides whose turn it is, a **coroutine function** that says what to do, and an **entry** that makes the first, puts the second on it and sweeps up afterwards. `run` is that entry. There is no other magic.",
      ]),
    },
    "principle-01-definition": {
      title: {
        zh: "最朴素的定义：建 + 跑 + 关",
        en: "The barest definition: make, run, close",
      },
      emoji: "🧱",
      before: say([
        "`run(main)` = 建一个循环 + 把 `main` 跑完 + 关掉循环。下面把一行的写法和拆开的写法摆在一起，两边得到同一个 42。",
      ], [
        "`run(main)` = make a loop + run `main` to its end + close the loop. Below, the one line and the same thing taken apart; both arrive at 42.",
      ]),
      after: say([
        "**记住**：`run` 没有做任何你做不到的事，它只是每次都记得做完。",
      ], [
        "**Keep this**: `run` does nothing that you could not do. It just never forgets the last part.",
      ]),
    },
    "principle-02-starter": {
      title: {
        zh: "为什么需要启动器：协程不会自己跑",
        en: "Why a starter: a coroutine does not run by itself",
      },
      emoji: "🔑",
      before: say([
        "在 Python 里，`main()` 只是造出一个协程对象，放着不管就会得到一句警告：`coroutine 'main' was never awaited`。它像一张没交给厨房的菜单。",
        "JavaScript 恰好相反：`main()` 一调用，第一段代码立刻执行，循环还没出生它就跑了。所以这里规定**把函数原样交出去**，由循环决定什么时候迈出第一步。写成 `run(main())` 会当场得到一个说得清楚的 `TypeError`。",
      ], [
        "In Python, `main()` merely builds a coroutine object. Leave it lying about and you get a warning: `coroutine 'main' was never awaited`. It is an order that never reached the kitchen.",
        "JavaScript is the other way round: call `main()` and its first part runs at once, before any loop exists. Hence the rule here: **hand the function over uncalled**, and the loop decides when it takes its first step. Write `run(main())` and a `TypeError` tells you so on the spot.",
      ]),
      after: say([
        "**一句话对照**：Python 交 `main()`，这里交 `main`；要带参数就交 `() => work(1, 'a')`。",
      ], [
        "**Side by side**: Python hands over `main()`, here it is `main`; with arguments, `() => work(1, 'a')`.",
      ]),
    },
    "principle-03-value": {
      title: { zh: "三层价值", en: "Three layers of value" },
      emoji: "🎁",
      before: say([
        "启动只是第一层。把三层分开看，就知道为什么老写法会慢慢消失：\n\n1. **启动简单**：从前要自己拿循环、跑、关，忘一步就漏资源；现在一行。\n2. **资源自动收好**：建循环、交出结果、取消剩下的任务、关闭异步生成器、关掉执行器和循环。\n3. **入口统一**：任何人打开你的文件，都知道程序从哪里开始。",
      ], [
        "Starting is only the first layer. See the three apart and you see why the old way is fading:\n\n1. **A simple start.** It used to be: get a loop, run it, close it, and leak if you forget a step. Now it is one line.\n2. **Resources looked after.** The loop is made, the result handed out, leftover tasks cancelled, async generators closed, executor and loop shut.\n3. **One standard entry.** Whoever opens your file knows where the program begins.",
      ]),
    },
    "principle-04-bridge": {
      title: {
        zh: "五步推到向量数据库",
        en: "Five steps to a vector database",
      },
      emoji: "🌉",
      before: say([
        "1. 向量数据库的客户端是异步的：大部分时间都在等网络、等磁盘。\n2. 程序的入口通常是同步的：命令行敲下回车，文件从第一行开始执行。\n3. 所以必须在某处从同步切换到异步。\n4. `run` 就是那座标准的桥。\n5. 于是命令行工具、脚本、服务启动，都长成同一个样子：连接、建集合、插入、搜索、关闭。",
      ], [
        "1. The client of a vector database is asynchronous: most of its time goes into waiting for network and disk.\n2. The entry of a program is usually synchronous: you press Enter and a file begins at its first line.\n3. So somewhere the program has to cross over.\n4. `run` is the standard bridge.\n5. Which is why command-line tools, scripts and service start-ups all have one shape: connect, create, insert, search, close.",
      ]),
      after: say([
        "`try … finally` 不是装饰：搜索失败、超时、按下 Ctrl-C，连接都会还回去，因为 `run` 会把取消送进 `main`，等 `finally` 走完才结束。",
      ], [
        "The `try … finally` is no decoration. A failed search, a timeout, Ctrl-C: the connection is returned each time, because `run` delivers the cancellation into `main` and waits for its `finally`.",
      ]),
    },
    "principle-05-sentence": {
      title: { zh: "整节一句话", en: "The section in one sentence" },
      emoji: "✅",
      before: say([
        "> 协程自己不会跑，循环自己不会来，资源自己不会收——`run` 把这三件事一次办妥。",
      ], [
        "> A coroutine does not start itself, a loop does not appear by itself, nothing tidies itself up: `run` settles all three at once.",
      ]),
    },
  },
};
