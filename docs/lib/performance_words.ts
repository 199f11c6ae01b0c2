/** What the performance page says about workloads, techniques and lags. */
import type { Text } from "./text.ts";

/** What each workload does. */
export const WORKLOADS: Readonly<Record<string, Text>> = {
  switch1: {
    zh: "切换：一个任务反复 `sleep(0)`",
    en: "Switching: one task over and over at `sleep(0)`",
  },
  switch1000: {
    zh: "切换：1000 个任务轮流",
    en: "Switching: 1000 tasks in turn",
  },
  spawn: { zh: "`gather` 一批空函数", en: "`gather` of no-ops" },
  taskgroup: { zh: "`taskGroup` 一批空函数", en: "`taskGroup` of no-ops" },
  queue1: { zh: "队列，一个对一个", en: "Queue, one to one" },
  queue10: { zh: "队列，十个对十个", en: "Queue, ten to ten" },
  semaphore: { zh: "信号量，放行十个", en: "Semaphore of ten" },
  timers: { zh: "一大批定时器", en: "Many timers" },
  timersDense: {
    zh: "定时器，每毫秒一千个",
    en: "Timers, a thousand in each millisecond",
  },
  cancel: { zh: "取消正在等待的任务", en: "Cancelling tasks that wait" },
  waitFor: { zh: "`waitFor`，立刻完成", en: "`waitFor`, done at once" },
  timeout: {
    zh: "`timeout` 套着 `sleep(0)`",
    en: "`timeout` around `sleep(0)`",
  },
  run: { zh: "空程序的 `run`", en: "`run` of nothing" },
  chain: { zh: "100 层 `await`", en: "`await` 100 deep" },
  callSoon: { zh: "`callSoon`，一次排好", en: "`callSoon`, all at once" },
  callSoonChain: {
    zh: "`callSoon`，一个接一个",
    en: "`callSoon`, one after the other",
  },
  event: { zh: "事件叫醒一大群", en: "An event wakes a crowd" },
  echo: { zh: "TCP 回声，50 个连接", en: "TCP echo, 50 connections" },
  streams: { zh: "同样的回声，用流来读写", en: "The same echo over streams" },
  memory: {
    zh: "一个睡着的任务占多少内存",
    en: "Memory of a sleeping task",
  },
  cold: {
    zh: "从启动进程到第一行",
    en: "From process start to first line",
  },
};

/** Why this module is slower where it is, by workload. */
export const REASONS: Readonly<Record<string, Text>> = {
  spawn: {
    zh:
      "Effect 遇到不用等的函数就地跑完，不经过调度；这里每个任务都要排一次队，次序才和 asyncio 一样。",
    en:
      "Effect runs what never waits in place, without a turn. Here each task stands in the queue once, so that the order is asyncio’s.",
  },
  cancel: {
    zh:
      "JavaScript 要把 `CancelledError` 沿着整条 `await` 链抛一遍，每一层都是一个 promise。",
    en:
      "JavaScript throws the `CancelledError` through the whole chain of awaits, a promise at every level.",
  },
  memory: {
    zh:
      "一个停住的 async 函数，V8 要为它保留帧、几个 promise 和回调，这些占了六成；任务对象自己一成多。Python 的协程只是一个帧对象。",
    en:
      "For an async function that waits V8 keeps a frame, promises and callbacks: six tenths of it; the task itself is little more than one. A coroutine of Python is one frame object.",
  },
  cold: {
    zh:
      "一半是 Deno 自己的启动，一半是读模块的几十个文件；用 `deno bundle` 合成一个，这一半省掉三分之二。",
    en:
      "Half of it is Deno’s own start, half the dozens of files of the module; `deno bundle` makes them one, which saves two thirds of that.",
  },
  run: {
    zh: "每次 `run` 都新建一个循环，再把它收拾干净；Effect 没有循环可建。",
    en: "Every `run` makes a loop and clears it away; Effect has none to make.",
  },
  echo: {
    zh: "每次读写都经过 Deno 的异步操作，循环无从省掉。",
    en: "Every read and write is an asynchronous call of Deno’s.",
  },
  streams: {
    zh:
      "asyncio 和 uvloop 直接读写套接字，写不动才等；这里每次读写都是 Deno 的一次异步操作，读到的字节又各有自己的内存。",
    en:
      "asyncio and uvloop read and write their sockets on the spot; here each read and write is an asynchronous call of Deno’s, and what is read is memory of its own.",
  },
  chain: {
    zh:
      "每层都是一个 V8 的 async 函数，`promises` 一栏也要付；循环没有份。Effection 的生成器一层层同步地往下走，不经过 promise。",
    en:
      "Every level is an async function of V8’s, which `promises` pay as well; the loop has no part in it. Effection’s generators go down level by level without a promise.",
  },
};

/** Where no reason of its own is known: what every operation pays. */
export const REASON: Text = {
  zh:
    "任务的每一步都要经过宿主的微任务队列，才能回到循环手里；那是固定次序和可靠取消的代价。",
  en:
    "Every step of a task goes through the host’s microtasks before the loop has it again; that is the price of a fixed order and of cancelling that holds.",
};

/** How the module came to its speed; `id` names the pair that was measured. */
export const TECHNIQUES: readonly { id: string; text: Text; instead: Text }[] =
  [
    {
      id: "core",
      text: {
        zh: "认得这一版 Deno 的内核，任务就直接经由它进入异步上下文",
        en:
          "Where the core of this Deno is known, a task enters its async context through that",
      },
      instead: {
        zh: "经由 `AsyncLocalStorage`，别的版本和运行时都走这条路",
        en: "through `AsyncLocalStorage`, as on other versions and runtimes",
      },
    },
    {
      id: "tick",
      text: {
        zh: "回到循环也经由内核，所有步子共用一个对象",
        en: "The way back to the loop, too, with one object for all steps",
      },
      instead: { zh: "`process.nextTick()`", en: "`process.nextTick()`" },
    },
    {
      id: "linked",
      text: {
        zh: "循环的任务串成一条链，进出不用查找",
        en: "The tasks of a loop are a chain: in and out without a lookup",
      },
      instead: { zh: "`Set`", en: "a `Set`" },
    },
    {
      id: "promise",
      text: {
        zh: "等待时交给 `await` 一个宿主的 promise",
        en: "A wait hands `await` a promise of the host’s",
      },
      instead: { zh: "交一个 thenable", en: "a thenable" },
    },
    {
      id: "ring",
      text: {
        zh: "队列里的元素放在环形数组里",
        en: "A queue keeps its items in a ring",
      },
      instead: { zh: "`Array.shift()`", en: "`Array.shift()`" },
    },
    {
      id: "heap",
      text: {
        zh: "所有定时器放进一个堆，宿主只管堆顶那一个",
        en: "All timers in one heap, its top in one timer of the host’s",
      },
      instead: {
        zh: "每个定时器一次 `setTimeout`",
        en: "a `setTimeout` for each",
      },
    },
    {
      id: "race",
      text: {
        zh: "超时是堆里的一项，取消时只做记号",
        en: "A deadline is an entry of the heap, marked when it is cancelled",
      },
      instead: {
        zh: "`Promise.race` 加 `AbortSignal.timeout`",
        en: "`Promise.race` with `AbortSignal.timeout`",
      },
    },
    {
      id: "cancel",
      text: {
        zh: "同一步里取消的任务共用一个错误",
        en: "Tasks that are cancelled in one step share the error",
      },
      instead: { zh: "每个任务一个错误", en: "an error for each" },
    },
    {
      id: "context",
      text: {
        zh: "任务进入异步上下文，一辈子一次",
        en: "A task enters its async context once in its life",
      },
      instead: {
        zh: "每一步都用 `snapshot()` 恢复一次",
        en: "a `snapshot()` restored at every step",
      },
    },
  ];
