/** Guides for those who come from somewhere else. */
import { say } from "../lesson/card.ts";
import type { GuideText } from "./guide.ts";

const source = "moving.ts";

function table(head: string, ...rows: string[]): string {
  const columns = head.split("|").length;
  const line = (row: string) => `| ${row} |`;
  return [line(head), `|${" --- |".repeat(columns)}`, ...rows.map(line)]
    .join("\n");
}

/** The guides. */
export const moving: Readonly<Record<string, GuideText>> = {
  "guide-08-asyncio": {
    title: { zh: "从 asyncio 来", en: "Coming from asyncio" },
    summary: {
      zh: "名字和次序都一样；要改的习惯只有几处，有一处会咬人。",
      en:
        "Names and order are the same; a few habits change, and one of them bites.",
    },
    before: say([
      table(
        "Python | 这里 | 为什么",
        "`asyncio.run(main())` | `run(main)` | 调用 `async` 函数，它当场就开始跑",
        "`sleep(1)` | `sleep(1000)` | 单位是毫秒",
        "`async with timeout(1):` | `timeout(1000, async () => { … })` | 块变成函数",
        "`async with lock:` | `using permit = await lock.acquire()` | 只需释放的用 `using`",
        "`done, pending = await wait(…)` | `const { done, pending } = await wait(…)` | 结果是对象",
        "`except Exception:` | `catch`，再检查 `CancelledError` | `catch` 什么都接",
      ),
      "最后一行就是会咬人的那一处。",
    ], [
      table(
        "Python | here | why",
        "`asyncio.run(main())` | `run(main)` | an `async` function that is called has already begun",
        "`sleep(1)` | `sleep(1000)` | milliseconds",
        "`async with timeout(1):` | `timeout(1000, async () => { … })` | a block becomes a function",
        "`async with lock:` | `using permit = await lock.acquire()` | what only releases takes `using`",
        "`done, pending = await wait(…)` | `const { done, pending } = await wait(…)` | the result is an object",
        "`except Exception:` | `catch`, and look for `CancelledError` | a `catch` takes everything",
      ),
      "The last line is the one that bites.",
    ]),
    after: say([
      "更多对照见 [Python ↔ TypeScript](python/)；哪些程序与 CPython 逐行相同，哪些有意不同，见[一致性](conformance/)。",
    ], [
      "More pairs are in [Python ↔ TypeScript](python/); which programs print what CPython prints, and which differ on purpose, is in [Conformance](conformance/).",
    ]),
    source,
  },
  "guide-09-promises": {
    title: { zh: "从 Promise.all 来", en: "Coming from Promise.all" },
    summary: {
      zh: "一个失败以后，其余的怎么办？promise 没有答案，任务组有。",
      en:
        "One fails: what becomes of the others? Promises have no answer, a task group has.",
    },
    before: say([
      table(
        "原来 | 现在 | 多了什么",
        "`Promise.all` | `taskGroup` | 失败时取消其余，等它们收尾",
        "`Promise.allSettled` | `gather`，`returnExceptions: true` | 整批可以一起取消",
        "`Promise.race` 加 `setTimeout` | `timeout`、`waitFor` | 迟到的被取消，定时器不留下",
        "`Promise.any`、`Promise.race` | `wait`，`FIRST_COMPLETED` | 还给你没完成的那些",
        "`AbortController` 层层传递 | `task.cancel()` | 送到最里面的等待处",
        "限制并发的小库 | `Semaphore` | 等待者先来先得",
      ),
      "`gather` 与 asyncio 一样：第一个错误立刻抛出，其余的**继续跑**。要它们一起停，用 `taskGroup`。",
    ], [
      table(
        "before | now | what you gain",
        "`Promise.all` | `taskGroup` | on failure the rest is cancelled and tidied up",
        "`Promise.allSettled` | `gather`, `returnExceptions: true` | the lot can be cancelled",
        "`Promise.race` with `setTimeout` | `timeout`, `waitFor` | what is late is cancelled, no timer stays",
        "`Promise.any`, `Promise.race` | `wait`, `FIRST_COMPLETED` | you get those that are not done",
        "`AbortController`, handed down | `task.cancel()` | goes to the innermost wait",
        "a small library that limits concurrency | `Semaphore` | first come, first served",
      ),
      "`gather` is asyncio's: the first error is thrown at once and the rest **runs on**. For all to stop, use `taskGroup`.",
    ]),
    source,
  },
  "guide-10-effects": {
    title: {
      zh: "从 Effection、Effect 来",
      en: "Coming from Effection or Effect",
    },
    summary: {
      zh: "结构化并发，但用普通的 async 函数。",
      en: "Structured concurrency, in plain async functions.",
    },
    before: say([
      table(
        "要做的事 | Effection | Effect | 这里",
        "入口 | `main`、`run` | `Effect.runPromise` | `run`",
        "一段程序 | 生成器，`yield*` | `Effect.gen`，`yield*` | `async` 函数，`await`",
        "后台 | `spawn` | `Effect.fork` | `createTask`，组里用 `group.createTask`",
        "都要 | `all` | `Effect.all` | `taskGroup`、`gather`",
        "停下 | `halt` | `Fiber.interrupt` | `cancel`",
        "资源 | `resource`、`ensure` | `acquireRelease` | `using`、`finally`",
        "测试时钟 | 自己接 | `TestClock` | `newVirtualLoop`",
      ),
      "换来的是普通的调用栈、普通的类型、任何 promise 都能直接 `await`。放弃的也要说清：错误不写在类型里；`catch` 能吞掉取消；循环之外的 promise 停不下来（见[常见问题](guides/guide-12-faq/#faq-cancelled)）。",
    ], [
      table(
        "to do | Effection | Effect | here",
        "the entry | `main`, `run` | `Effect.runPromise` | `run`",
        "a program | generator, `yield*` | `Effect.gen`, `yield*` | `async` function, `await`",
        "in the background | `spawn` | `Effect.fork` | `createTask`, in a group `group.createTask`",
        "all of them | `all` | `Effect.all` | `taskGroup`, `gather`",
        "to stop | `halt` | `Fiber.interrupt` | `cancel`",
        "a resource | `resource`, `ensure` | `acquireRelease` | `using`, `finally`",
        "a test clock | your own | `TestClock` | `newVirtualLoop`",
      ),
      "What you get is ordinary stacks, ordinary types, and any promise can be awaited as it is. What you give up: errors are not in the types; a `catch` can swallow a cancellation; a promise that is not the loop's cannot be stopped (see the [FAQ](guides/guide-12-faq/#faq-cancelled)).",
    ]),
    source,
  },
  "guide-11-trio": {
    title: { zh: "写给 trio 用户", en: "For trio users" },
    summary: {
      zh: "nursery 变任务组；取消从状态变成事件。",
      en:
        "Nurseries become task groups; cancellation is an event, not a state.",
    },
    before: say([
      table(
        "trio | 这里",
        "`trio.run(main)` | `run(main)`：也是交出函数",
        "`open_nursery()` | `taskGroup(async (group) => { … })`",
        "`nursery.start_soon(f, x)` | `group.createTask(() => f(x))`",
        "`fail_after(1)` | `timeout(1000, …)`",
        "`move_on_after(1)` | `timeout`，接住 `TimeoutError`",
        "`open_memory_channel(n)` | `new Queue(n)`",
        "`checkpoint()` | `sleep(0)`",
        "`MockClock(autojump_threshold=0)` | `newVirtualLoop`",
      ),
      "有两样更松：组之外也能 `createTask`（`run` 结束时才取消它）；`shield` 只保护里面的工作，等它的人照样会被取消。",
    ], [
      table(
        "trio | here",
        "`trio.run(main)` | `run(main)`: a function, too",
        "`open_nursery()` | `taskGroup(async (group) => { … })`",
        "`nursery.start_soon(f, x)` | `group.createTask(() => f(x))`",
        "`fail_after(1)` | `timeout(1000, …)`",
        "`move_on_after(1)` | `timeout`, and catch `TimeoutError`",
        "`open_memory_channel(n)` | `new Queue(n)`",
        "`checkpoint()` | `sleep(0)`",
        "`MockClock(autojump_threshold=0)` | `newVirtualLoop`",
      ),
      "Two things are weaker: `createTask` works outside of a group as well (`run` cancels it in the end), and `shield` protects the work alone, whoever awaits it is cancelled all the same.",
    ]),
    source,
  },
};
