/** Section 5: analogies. */
import { say, type SectionText } from "./card.ts";

/** The section's text. */
export const analogies: SectionText = {
  title: { zh: "类比：你早就会了", en: "Analogies: you know this already" },
  summary: {
    zh: "用 JavaScript 世界里的五样东西，把 asyncio 对上号。",
    en: "Five things of the JavaScript world, and what they are in asyncio.",
  },
  cards: {
    "analogy-01-node": {
      title: {
        zh: "像 Node 的事件循环，只是要自己发动",
        en: "Like Node’s event loop, but you turn the key",
      },
      emoji: "🟢",
      before: say([
        "Node 和 Deno 一启动就有循环，`setTimeout` 写下就生效，进程在没事可做时自己退出。Python 没有：不叫 `asyncio.run`，什么都不会发生。",
        "在这里，`run` 在宿主的循环之上再放一个**自己的**循环。换来的是宿主没有的东西：任务、取消、作用域、固定的先后次序。",
      ], [
        "Node and Deno have a loop from the start: a `setTimeout` works as soon as it is written, and the process leaves when nothing remains. Python has none; without `asyncio.run` nothing happens.",
        "Here `run` places a loop **of its own** on top of the host’s. What you get is what the host lacks: tasks, cancellation, scopes, a fixed order of events.",
      ]),
    },
    "analogy-02-react": {
      title: {
        zh: "像 ReactDOM 的 render：连接应用与环境",
        en: "Like ReactDOM’s render: where an app meets its world",
      },
      emoji: "⚛️",
      before: say([
        "组件写得再漂亮，没有 `createRoot(…).render(<App />)` 页面上就什么都没有。`App` 之于 `render`，正如 `main` 之于 `run`：前者描述要做什么，后者把它接到真实世界，而且整个程序**只写一次**。",
        "连传参的方式都一样：交出 `App` 这个函数，而不是自己先调用它。",
      ], [
        "However fine your components, without `createRoot(…).render(<App />)` the page stays empty. `App` is to `render` what `main` is to `run`: one says what to do, the other connects it to the world, **once** in the whole program.",
        "Even the manner is the same: you hand over the function `App`; you do not call it yourself.",
      ]),
    },
    "analogy-03-npm": {
      title: {
        zh: "像 npm start：约定的开头",
        en: "Like npm start: the agreed way in",
      },
      emoji: "📦",
      before: say([
        "没人需要读完整个仓库才知道怎么启动一个 Node 项目：`npm start`。`run(main)` 是代码里的同一种约定：找到它，就找到了程序的开头。",
      ], [
        "Nobody reads a whole repository to find out how a Node project starts: `npm start`. `run(main)` is the same agreement inside the code. Find it and you have found the beginning.",
      ]),
    },
    "analogy-04-macrotasks": {
      title: {
        zh: "宏任务与微任务：1、4、3、2",
        en: "Macrotasks and microtasks: 1, 4, 3, 2",
      },
      emoji: "🔢",
      before: say([
        "经典面试题：同步代码先走完，微任务（promise）其次，宏任务（`setTimeout`）最后，于是打印 1、4、3、2。",
        "asyncio 里没有两级队列。就绪的回调只有一条先进先出的队，到期的定时器接在它后面；一圈跑多少，圈首就定好了。规则少一条，次序就好推一截。",
      ], [
        "The classic question: synchronous code first, then microtasks (promises), then macrotasks (`setTimeout`), hence 1, 4, 3, 2.",
        "asyncio has no two ranks. There is one first-in-first-out queue of ready callbacks, timers that fell due line up behind it, and how many run in a turn is fixed when the turn begins. One rule fewer, and the order is that much easier to foresee.",
      ]),
    },
    "analogy-05-express": {
      title: {
        zh: "像启动 Express：一直跑到有人叫停",
        en: "Like starting Express: it runs until told to stop",
      },
      emoji: "🚏",
      before: say([
        "`app.listen(3000)` 之后进程不会退出，因为服务器还在听。在 asyncio 里这件事是**明说**的：`main` 等在一个永远不被置位的 `Event` 上。它不占 CPU，Ctrl-C 一到就被取消，`finally` 里把服务器关好。",
      ], [
        "After `app.listen(3000)` the process stays, because a server still listens. In asyncio you **say** so: `main` waits for an `Event` that is never set. It costs no CPU; Ctrl-C cancels the wait, and a `finally` closes the server.",
      ]),
    },
    "analogy-06-table": {
      title: { zh: "术语对照表", en: "The terms, side by side" },
      emoji: "🗂️",
      before: say([
        "| asyncio（Python） | 这里 | JavaScript 里最近的东西 |\n| --- | --- | --- |\n| coroutine | 协程函数 `() => …` | async 函数 |\n| Task | `Task`，由 `createTask` 建 | 一个已经开跑、但能取消的 promise |\n| Future | `Future` | promise 加上它的 resolve / reject |\n| event loop | `EventLoop` | 宿主的循环（只有一个，不能取用） |\n| `asyncio.run(main())` | `run(main)` | 顶层 `await main()` |\n| `asyncio.gather` | `gather` | `Promise.all` |\n| `asyncio.wait_for` | `waitFor` | `Promise.race` 加定时器，但会真的取消 |\n| `asyncio.TaskGroup` | `taskGroup` | 没有 |\n| `asyncio.sleep(1)` | `sleep(1000)` | `setTimeout(…, 1000)` |\n| CancelledError | `CancelledError` | AbortError |\n| `asyncio.Queue` | `Queue` | 流，或者没有 |",
      ], [
        "| asyncio (Python) | here | the nearest thing in JavaScript |\n| --- | --- | --- |\n| coroutine | a coroutine function `() => …` | an async function |\n| Task | `Task`, made by `createTask` | a promise under way, but cancellable |\n| Future | `Future` | a promise with its resolve and reject |\n| event loop | `EventLoop` | the host’s loop (one, out of reach) |\n| `asyncio.run(main())` | `run(main)` | `await main()` at top level |\n| `asyncio.gather` | `gather` | `Promise.all` |\n| `asyncio.wait_for` | `waitFor` | `Promise.race` with a timer, except that it cancels |\n| `asyncio.TaskGroup` | `taskGroup` | nothing |\n| `asyncio.sleep(1)` | `sleep(1000)` | `setTimeout(…, 1000)` |\n| CancelledError | `CancelledError` | AbortError |\n| `asyncio.Queue` | `Queue` | a stream, or nothing |",
      ]),
      after: say([
        "更细的对照，带两边都真跑过的代码，见 [Python ↔ TypeScript](python/)。",
      ], [
        "A finer comparison, with code that was run on both sides: [Python ↔ TypeScript](python/).",
      ]),
    },
  },
};
