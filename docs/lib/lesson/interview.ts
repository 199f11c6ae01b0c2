/** Section 8: interview questions. */
import { say, type SectionText } from "./card.ts";

/** The section's text. */
export const interview: SectionText = {
  title: { zh: "面试必问", en: "Interview questions" },
  summary: {
    zh: "同一个问题，普通回答和出色回答差在哪里。",
    en: "The same question: a plain answer, and an excellent one.",
  },
  cards: {
    "interview-01-what": {
      title: { zh: "“run 做了什么？”", en: "“What does run do?”" },
      emoji: "🗣️",
      before: say([
        "**普通回答**：它运行一个异步函数。",
        "**出色回答**：它是异步程序的标准入口，做五件事：\n\n1. 建一个新循环，设为当前循环；\n2. 把协程函数变成主任务，跑到结束；\n3. 取消剩下的任务，并且**等它们收尾**；\n4. 关闭异步生成器和默认执行器；\n5. 关掉循环，交出结果或异常。",
        "三条关键性质：\n\n- **独占**：循环里不能再 `run`；\n- **一次性**：每次都是新循环，东西不能带过去；\n- **干净**：无论成功、失败还是 Ctrl-C，收尾都会执行。",
        "最后落到写法：**一个 `main`，一次 `run`，里面全是 `await`**。在 Python 是 `asyncio.run(main())`，在这里是 `run(main)`：交函数，因为 JavaScript 的调用会立刻开始执行。",
      ], [
        "**A plain answer**: it runs an async function.",
        "**An excellent answer**: it is the standard entry of an asynchronous program, and does five things:\n\n1. makes a new loop and sets it as the current one;\n2. makes the coroutine function its main task and runs it to the end;\n3. cancels the tasks that are left and **waits for their cleanup**;\n4. closes async generators and the default executor;\n5. closes the loop and hands out the result or the error.",
        "Three properties matter:\n\n- **Exclusive**: no `run` inside a running loop.\n- **Single-use**: each run is a new loop; nothing carries over.\n- **Clean**: success, failure or Ctrl-C, the cleanup is done.",
        "Then the pattern: **one `main`, one `run`, `await` inside.** `asyncio.run(main())` in Python, `run(main)` here: the function goes over uncalled, because in JavaScript a call begins at once.",
      ]),
      after: say([
        "**加分的一句**：第 3 步保证了 `finally` 会执行，这是手写 `loop.runUntilComplete` 最容易漏的。",
      ], [
        "**The sentence that earns the job**: step 3 is why every `finally` runs; it is what people forget when they write `loop.runUntilComplete` by hand.",
      ]),
    },
    "interview-02-nesting": {
      title: {
        zh: "“为什么不能在异步函数里调用它？”",
        en: "“Why can it not be called inside an async function?”",
      },
      emoji: "🧩",
      before: say([
        "**普通回答**：会报错，说循环已经在跑了。",
        "**出色回答**：因为两个循环会互相等。`run` 要把里层跑完才返回，这期间外层一步也走不了；而里层等的东西（锁、消息、连接）往往要靠外层来送。与其死锁，不如当场报错。",
        "**怎么办**：\n\n- 已经在异步函数里：直接 `await main()`；\n- 想同时做别的：`createTask(main)`，稍后再等；\n- 需要分几次跑、循环要留着：`Runner`。",
        "**笔记本**：Jupyter 自带循环，所以 Python 里直接写 `await main()`；`nest_asyncio` 能绕过检查，代价是顺序和取消的保证。Deno 里宿主的循环和这里的循环互不相干，`await run(main)` 可以一格一格地用。",
        "**背后的设计原则**：入口只有一个，取消和收尾才有一个说了算的地方。库不应该自己 `run`，把选择权留给程序。",
      ], [
        "**A plain answer**: there is an error saying the loop is already running.",
        "**An excellent answer**: because two loops would wait for each other. `run` returns only when the inner program has ended, and until then the outer loop cannot take a step; yet what the inner one waits for, a lock, a message, a connection, is often the outer one’s to deliver. An error at once is better than a deadlock.",
        "**What to do**:\n\n- Inside an async function already: `await main()`.\n- Something else at the same time: `createTask(main)`, and await it later.\n- Several runs that keep one loop: a `Runner`.",
        "**Notebooks**: Jupyter brings a loop, so in Python write `await main()`; `nest_asyncio` gets past the check at the price of the guarantees of order and cancellation. In Deno the host’s loop and this one have nothing to do with each other, and `await run(main)` works cell by cell.",
        "**The principle behind it**: with a single entry there is a single place that decides on cancellation and cleanup. A library should never `run`; that choice is the program’s.",
      ]),
    },
  },
};
