/** Section 6: counter-intuitive points. */
import { say, type SectionText } from "./card.ts";

/** The section's text. */
export const misconceptions: SectionText = {
  title: { zh: "反直觉点：三个误区", en: "Counter-intuitive: three traps" },
  summary: {
    zh: "错在哪里，为什么人人会错，正确的理解是什么。",
    en: "What is wrong, why everyone falls for it, what is right.",
  },
  cards: {
    "misconception-01-again": {
      title: {
        zh: "误区一：“run 可以反复调用”",
        en: "Trap 1: “run can be called again and again”",
      },
      emoji: "🔁",
      before: say([
        "**错在哪里**：能调，但每次都是一个**新**循环。上一次的任务已被取消，锁、队列、连接都绑在旧循环上，拿到新循环里不能用；建与关也要花时间。",
        "**为什么会错**：`run` 看起来像普通函数，而普通函数当然可以多调几次。",
        "**正确理解**：一个程序一个 `main`，一个 `main` 一次 `run`，要做的事都放进 `main` 里。确实要分几次跑（比如笔记本），用 `Runner`，它让循环留着。",
      ], [
        "**What is wrong**: it can be called, but each call is a **new** loop. The tasks of the last one were cancelled; locks, queues and connections belong to the old loop and are no use on the new one; making and closing takes time, too.",
        "**Why we fall for it**: `run` looks like any function, and any function may be called twice.",
        "**What is right**: one program, one `main`; one `main`, one `run`; whatever there is to do goes inside. Where it must be several runs, as in a notebook, a `Runner` keeps its loop.",
      ]),
    },
    "misconception-02-inside": {
      title: {
        zh: "误区二：“在异步函数里用 run”",
        en: "Trap 2: “use run inside an async function”",
      },
      emoji: "🚫",
      before: say([
        "**错在哪里**：循环正在转，`run` 会拒绝：`asyncio.run() cannot be called from a running event loop`。",
        "**为什么会错**：把 `run` 当成了“执行异步函数的方法”。它其实是“**进入**异步世界的门”，而你已经在门里了。",
        "**正确理解**：门外用 `run`，门内用 `await`。",
      ], [
        "**What is wrong**: the loop is turning, so `run` refuses: `asyncio.run() cannot be called from a running event loop`.",
        "**Why we fall for it**: we take `run` for the way to execute an async function. It is the door **into** the asynchronous world, and you are inside.",
        "**What is right**: outside the door `run`, inside it `await`.",
      ]),
    },
    "misconception-03-parallel": {
      title: {
        zh: "误区三：“run 能并行跑几个协程”",
        en: "Trap 3: “run runs several coroutines in parallel”",
      },
      emoji: "🛤️",
      before: say([
        "**错在哪里**：`run` 只收一个协程函数。给它两个，类型检查就不答应。",
        "**为什么会错**：名字里有“运行”，场合又都是“并发”，很容易以为并发是它带来的。",
        "**正确理解**：`run` 负责**进门**，并发由 `gather`、`createTask`、`taskGroup` 负责。并且这是并发，不是并行：同一时刻只有一个任务在走，重叠的只是等待。",
      ], [
        "**What is wrong**: `run` takes one coroutine function. Give it two and the type checker objects.",
        "**Why we fall for it**: it is called run, and it always appears where things are concurrent, so the concurrency seems to be its doing.",
        "**What is right**: `run` gets you **in**; concurrency is the business of `gather`, `createTask` and `taskGroup`. And it is concurrency, not parallelism: one task moves at a time, only the waiting overlaps.",
      ]),
    },
  },
};
