/** Section 3: three core concepts. */
import { say, type SectionText } from "./card.ts";

/** The section's text. */
export const concepts: SectionText = {
  title: { zh: "三个核心概念", en: "Three core concepts" },
  summary: {
    zh: "循环怎么转、run 一共做几步、为什么不能套娃。",
    en: "How the loop turns, what run does in full, why it cannot nest.",
  },
  cards: {
    "concept-01-loop": {
      title: { zh: "事件循环是心脏", en: "The event loop is the heart" },
      emoji: "🫀",
      before: say([
        "三个任务分别要等 1 秒、0.5 秒、0.8 秒。一个接一个要 2.3 秒，交给循环只要 1 秒：等待可以重叠，计算才要排队。",
        "转一圈是七步，第二段代码一步一步数给你看。最要紧的是这一条：**圈首数好有几个回调，这一圈就只跑这几个**；途中新来的，留给下一圈。谁也插不了队，谁也不会一直排不上。",
      ], [
        "Three tasks have to wait 1 s, 0.5 s and 0.8 s. One after the other that is 2.3 s; on the loop it is 1 s. Waiting overlaps, only computing queues up.",
        "A turn has seven steps; the second example counts them out. One rule matters most: **the loop counts its ready callbacks first and runs just these**; what they add waits for the next turn. Nobody jumps the queue, and nobody is kept waiting for ever.",
      ]),
      after: say([
        "在任务里用 `getRunningLoop()` 拿到正在转的循环，用 `loop.isRunning()` 问它转着没有。平时用不到，调试时很有用。",
      ], [
        "Inside a task, `getRunningLoop()` gives the loop that is turning and `loop.isRunning()` asks whether it does. You rarely need either, except when debugging.",
      ]),
    },
    "concept-02-run": {
      title: {
        zh: "run 的完整行为：七步",
        en: "All that run does: seven steps",
      },
      emoji: "📋",
      before: say([
        "1. 这里已经有循环在跑？拒绝，并说清楚该怎么写。\n2. 建一个新循环，设为当前循环。\n3. 把 `main` 变成主任务，跑到结束，拿到结果或异常。\n4. 取消还没做完的任务，**等它们收尾**。\n5. 关闭没走完的异步生成器。\n6. 关闭默认执行器（线程池）。\n7. 关掉循环，把结果或异常交给你。",
        "两个常用选项：`debug: true` 打开调试模式；`loopFactory` 换一种循环，比如测试用的虚拟时间循环 `newVirtualLoop`，一小时的 `sleep` 眨眼就过。",
      ], [
        "1. Does a loop run here already? Refuse, and say what to write instead.\n2. Make a new loop and set it as the current one.\n3. Turn `main` into the main task, run it to its end, keep its result or error.\n4. Cancel the tasks that are left and **wait for their cleanup**.\n5. Close async generators that were left half-way.\n6. Shut the default executor (the thread pool).\n7. Close the loop; hand you the result or the error.",
        "Two options matter: `debug: true` turns on debug mode; `loopFactory` brings another loop, such as the virtual-time `newVirtualLoop` of tests, where an hour of `sleep` passes in a blink.",
      ]),
      after: say([
        "第 4 步最容易被低估。没有它，后台任务会死在半路，`finally` 不执行，数据只写一半。",
      ], [
        "Step 4 is the one people underrate. Without it background tasks die half-way, no `finally` runs, and the data is half written.",
      ]),
    },
    "concept-03-nesting": {
      title: { zh: "不能嵌套", en: "It cannot be nested" },
      emoji: "🪆",
      before: say([
        "循环正在转的时候再 `run` 一次，等于让司机在行驶的车里再发动一辆车。里层要跑完，外层就得停下；外层停了，里层等的东西永远不来。所以它**当场报错**，而不是悄悄卡死。",
        "改法永远是同一个：已经在异步世界里了，直接 `await`。",
        "**笔记本**是同一个道理：Jupyter 自己就有循环。在 Python 里只能直接 `await main()`，或者用 `nest_asyncio` 给循环打补丁，让它可以重入——代价是顺序和取消的保证都没了。这里不需要补丁：`await main()` 到处可用；Deno 的笔记本里 `await run(main)` 也能逐格运行，因为宿主的循环不归我们管，两不相干。",
      ], [
        "Calling `run` while the loop turns is starting a second car from the driver’s seat of a moving one. The inner run must finish, so the outer one must stop; once it stops, what the inner one waits for never comes. So it **fails at once** instead of hanging in silence.",
        "The remedy is always the same: you are in the asynchronous world already, so `await`.",
        "A **notebook** is the same case: Jupyter has a loop of its own. In Python you `await main()` directly, or patch the loop with `nest_asyncio` so that it can be re-entered, and lose its guarantees of order and cancellation. No patch is needed here: `await main()` works everywhere, and in a Deno notebook even `await run(main)` works cell by cell, since the host’s loop is not ours.",
      ]),
      after: say([
        "**向量数据库程序的规矩**：最外面一个 `run`，里面全是 `await`。",
      ], [
        "**The rule for vector-database programs**: one `run` on the outside, `await` everywhere inside.",
      ]),
    },
  },
};
