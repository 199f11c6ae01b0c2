/** Guides to the tools that find bugs. */
import { say } from "../lesson/card.ts";
import type { GuideText } from "./guide.ts";

const source = "tools.ts";

/** The guides. */
export const tools: Readonly<Record<string, GuideText>> = {
  "guide-01-time": {
    title: { zh: "虚拟时间与 asyncTest", en: "Virtual time and asyncTest" },
    summary: {
      zh: "超时、重试、退避也能测：时钟不走，只跳。",
      en:
        "Timeouts, retries and backoff can be tested: the clock does not tick, it jumps.",
    },
    before: say([
      "和时间有关的代码，测试通常只有两种下场：真等，所以慢；或者把时间调短，所以不准。这里有第三条路：**换一个循环**，代码一个字不改。",
    ], [
      "Tests of code that waits tend to end in one of two ways: they really wait and are slow, or they shrink the times and prove little. There is a third way: **another loop**, and not a word of the code changes.",
    ]),
    after: say([
      "要知道的只有一条：时钟只在**没有别的事可做**时才跳。真的 I/O、Worker、循环之外的 promise 还没回来，它就停着等。",
      "`asyncTest` 失败时会说出留下了什么、在哪里造的，例如：",
      "```text\nthe test leaves something behind:\n  autosave is not done: it waits for sleep(1000); created at …\n  a Lock is held; taken at …\n```",
    ], [
      "One thing to know: the clock jumps only when there is **nothing else to do**. While real I/O, a Worker or a promise that is not the loop's is still out, it stands and waits.",
      "When `asyncTest` fails it says what was left behind and where that was made, for instance:",
      "```text\nthe test leaves something behind:\n  autosave is not done: it waits for sleep(1000); created at …\n  a Lock is held; taken at …\n```",
    ]),
    source,
  },
  "guide-02-explore": {
    title: {
      zh: "探索器：丢失的更新",
      en: "The explorer: a lost update",
    },
    summary: {
      zh: "把任务的先后次序逐一试过，给出能重放的记号。",
      en:
        "Tries the orders that tasks can run in, and gives a token to replay the bad one.",
    },
    before: say([
      "单线程没有数据竞争？只在两个 `await` 之间没有。跨过 `await` 的“先读后写”照样会丢更新，而且平时的次序恰好没事，测试永远是绿的。",
    ], [
      "No data races in a single thread? Only between two `await`s. A read and a write with an `await` between them lose updates as ever, and since the everyday order happens to be fine, the tests stay green.",
    ]),
    after: say([
      "探索器问的不是“会不会碰巧出错”，而是“**有没有**一种次序会出错”。`main` 抛错、死锁、没完没了、没人看的错误，都算失败。它要求 `main` 自己造好所用的一切，因为要跑很多遍。",
      "什么时候算试完？`exhausted` 为真，就是所有次序都试过了；不为真，看 `departures`：偏离循环自己的次序不超过这么多次的，一个没漏。两步用户代码从不当作互不相干，因为循环看不见它们共用的变量；只有任何程序都分辨不出的次序才略过，例如定时器到点与任务醒来之间。",
      "在这个仓库里，导出 `main` 的文件不写测试也能问：",
      "```sh\ndeno task explore FILE\ndeno task explore FILE --lag 50\n```",
    ], [
      "The explorer does not ask whether it goes wrong by chance but whether **there is** an order in which it does. It fails when `main` throws, on a deadlock, on a run without end, on an error that nobody saw. `main` has to make all that it uses, since it runs many times.",
      "When has it seen enough? With `exhausted` it has tried every order. Without, look at `departures`: every order that departs from the loop's own at most so many times was tried. Two steps of your code are never taken for independent, since the loop cannot see the variables they share; left out are only orders that no program could tell apart, as between a timer that falls due and the task that wakes.",
      "In this repository a file that exports `main` can be asked without a test:",
      "```sh\ndeno task explore FILE\ndeno task explore FILE --lag 50\n```",
    ]),
    source,
  },
  "guide-03-deadlock": {
    title: { zh: "死锁报告", en: "Deadlock reports" },
    summary: {
      zh: "所有任务都在等，谁也叫不醒谁：报告点出那一圈，精确到行。",
      en:
        "Everybody waits and nobody can be woken: the report names the circle, line by line.",
    },
    before: say([
      "死锁最难查的地方，是什么都不发生：没有异常，没有日志，进程好好地活着。虚拟时钟的循环看得出来，因为它知道自己在等什么。",
    ], [
      "What makes a deadlock hard is that nothing happens: no error, no log, a process in good health. A loop of virtual time can tell, for it knows what it is waiting for.",
    ]),
    after: say([
      "行号不要钱：发现死锁以后，循环才去问引擎，每个等待写在哪一行。Deno 和 Chromium 答得出；换到 Node，打开调试模式才有行号。",
      "真时钟的循环不能这样断定：外面的某个回调也许还会来。调试模式里，它停满一秒就报告 `stalled for 1000 ms`，也写出谁在等什么。",
      "不只是锁。空队列的 `get`、满队列的 `put`、没人设置的 `Event`，都会连同等待者的名字一起写出来。所以**给任务起名**是值得的：报告里的名字就是你起的。",
    ], [
      "The lines cost nothing: only when there is a deadlock does the loop ask the engine where each wait stands. Deno and Chromium know; on Node it takes debug mode.",
      "A loop of real time cannot be so sure: some callback from outside may yet come. In debug mode it reports `stalled for 1000 ms` after a second, and who waits for what.",
      "Not locks alone: a `get` on an empty queue, a `put` on a full one, an `Event` that nobody sets are told with the name of whoever waits. So it pays to **name tasks**: the names in the report are yours.",
    ]),
    source,
  },
  "guide-04-tree": {
    title: { zh: "任务树与调用图", en: "Task tree and call graph" },
    summary: {
      zh: "程序还活着，只是不动：问它谁在等谁。",
      en: "The program lives but does not move: ask it who waits for whom.",
    },
    before: say([
      "JavaScript 的调用栈在 `await` 处就断了，只剩“谁在等谁”这条线索，而循环手里正好有。",
    ], [
      "In JavaScript the call stack ends at an `await`. What is left is who waits for whom, and that the loop knows.",
    ]),
    after: say([
      "直接打印到标准错误：`printTaskTree()` 与 `printCallGraph()`。程序已经卡住、来不及改代码？用 `run(main, { debug: true })` 启动的，按 Ctrl-\\ 就打印任务树（Windows 除外）；连按两次 Ctrl-C，退出前打印的也是它。",
      "在这个仓库里，导出 `main` 的文件可以直接问：",
      "```sh\ndeno task tree FILE\ndeno task tree FILE --at 5000\n```",
    ], [
      "`printTaskTree()` and `printCallGraph()` print straight to standard error. It hangs already and there is no time to change the code? If it was started with `run(main, { debug: true })`, Ctrl-\\ prints the tree (not on Windows); so does a second Ctrl-C, before it ends the program.",
      "In this repository a file that exports `main` can be asked as it is:",
      "```sh\ndeno task tree FILE\ndeno task tree FILE --at 5000\n```",
    ]),
    source,
  },
  "guide-05-timeline": {
    title: { zh: "时间线：record", en: "The timeline: record" },
    summary: {
      zh: "把一次运行录下来：每一步、每次等待、每个定时器。",
      en: "Records a run: each step, each wait, each timer.",
    },
    before: say([
      "“慢”和“错”不同，没有哪一行会抛异常。录下来，并发就看得见了：该重叠的没有重叠，那里就是毛病。",
    ], [
      "Slow is not like wrong: no line throws. Recorded, concurrency can be seen, and where things that should overlap do not, there it is.",
    ]),
    after: say([
      "读法：100、200、300 毫秒各有一个任务结束，而不是一起在 100 毫秒结束；另外两个在等 `Lock#1.acquire()`。把锁的范围缩小到写日志那一行，三次等待就重叠了。",
      "要在线上看？`withTelemetry(newEventLoop())` 让每个任务成为 OpenTelemetry 的一个 span，挂在创建它的任务下面；任务里的 `fetch()` 再挂在任务下面。用 `OTEL_DENO=true` 启动 Deno 才会导出，平时什么也不做：",
      "```ts\nawait run(main, {\n  loopFactory: () => withTelemetry(newEventLoop()),\n});\n```",
      "不录的循环不为此付任何代价。在这个仓库里，导出 `main` 的文件可以直接录：",
      "```sh\ndeno task trace FILE\ndeno task trace FILE --html run.html\n```",
    ], [
      "How to read it: one task ends at 100, one at 200, one at 300 milliseconds, not all at 100, and the other two wait for `Lock#1.acquire()`. Hold the lock for the line that writes the log alone, and the three waits overlap.",
      "In production? `withTelemetry(newEventLoop())` makes each task a span of OpenTelemetry, below the task that created it; a `fetch()` inside is below the task. Deno exports them when started with `OTEL_DENO=true`; otherwise nothing happens:",
      "```ts\nawait run(main, {\n  loopFactory: () => withTelemetry(newEventLoop()),\n});\n```",
      "A loop that is not recorded pays nothing for it. In this repository a file that exports `main` can be recorded as it is:",
      "```sh\ndeno task trace FILE\ndeno task trace FILE --html run.html\n```",
    ]),
    source,
  },
};
