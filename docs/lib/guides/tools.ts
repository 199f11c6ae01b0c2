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
      "`asyncTest` 要看的还有：没放开的锁、没取消的定时器、没人看的错误、没人等的等待。",
      "虚拟时钟要知道的只有一条：它只在**没有别的事可做**时才跳。真的 I/O、Worker、循环之外的 promise 还没回来，它就停着等。",
    ], [
      "`asyncTest` looks for more: locks that are held, timers that are set, errors that nobody saw, waits that nobody awaits.",
      "One thing to know about the virtual clock: it jumps only when there is **nothing else to do**. While real I/O, a Worker or a promise that is not the loop's is still out, it stands and waits.",
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
      "不写测试也能问：见[三个命令](guides/guide-07-commands/)。",
    ], [
      "The explorer does not ask whether it goes wrong by chance but whether **there is** an order in which it does. It fails when `main` throws, on a deadlock, on a run without end, on an error that nobody saw. `main` has to make all that it uses, since it runs many times.",
      "When has it seen enough? With `exhausted` it has tried every order. Without, look at `departures`: every order that departs from the loop's own at most so many times was tried. Two steps of your code are never taken for independent, since the loop cannot see the variables they share; left out are only orders that no program could tell apart, as between a timer that falls due and the task that wakes.",
      "It can be asked without a test, too: see [Three commands](guides/guide-07-commands/).",
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
      zh: "服务还活着，只是不动：按 Ctrl-\\，看谁在等谁。",
      en:
        "The service lives but does not move: Ctrl-\\ shows who waits for whom.",
    },
    before: say([
      "JavaScript 的调用栈在 `await` 处就断了：调试器里只看得到循环在空转。剩下的线索是**谁在等谁**，而循环手里正好有。",
    ], [
      "In JavaScript the call stack ends at an `await`: all that a debugger shows is an idle loop. The clue that is left is **who waits for whom**, and that the loop knows.",
    ]),
    after: say([
      "按键之外的三个入口：",
      "- Ctrl-\\ 发的是 SIGQUIT；没有终端的服务，用 `kill -USR1 PID` 问，打印的一样（Windows 除外）。\n- 没开调试模式？按 Ctrl-C，它说 `main` 停在哪一行；收尾时又卡住，再按一次，退出前打印整棵树。\n- 在程序里，`printTaskTree()` 与 `printCallGraph()` 打印到标准错误，放进看门狗或健康检查正好。",
    ], [
      "Besides the key there are three ways to ask:",
      "- Ctrl-\\ sends SIGQUIT. A service without a terminal answers `kill -USR1 PID` in the same way (not on Windows).\n- Not in debug mode? Ctrl-C says on which line `main` stands; if cleaning up hangs as well, a second one prints the whole tree before it ends the program.\n- Inside of a program, `printTaskTree()` and `printCallGraph()` print to standard error: good in a watchdog or a health check.",
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
      "不录的循环不为此付任何代价。不想改代码，用 [`deno task trace`](guides/guide-07-commands/)；要在线上一直看，用 [OpenTelemetry](guides/guide-06-telemetry/)。",
    ], [
      "How to read it: one task ends at 100, one at 200, one at 300 milliseconds, not all at 100, and the other two wait for `Lock#1.acquire()`. Hold the lock for the line that writes the log alone, and the three waits overlap.",
      "A loop that is not recorded pays nothing for it. Without a change to the code, [`deno task trace`](guides/guide-07-commands/) does it; to watch what runs in production there is [OpenTelemetry](guides/guide-06-telemetry/).",
    ]),
    source,
  },
  "guide-06-telemetry": {
    title: { zh: "线上：OpenTelemetry", en: "In production: OpenTelemetry" },
    summary: {
      zh: "每个任务是一个 span：该重叠的没有重叠，一眼看得出来。",
      en:
        "Each task is a span: what should overlap and does not is seen at once.",
    },
    before: say([
      "线上的慢请求，等你去看的时候早已结束。OpenTelemetry 把每一段工作记成一个 **span**：叫什么、在谁下面、从何时到何时。Deno 自带导出，这里只差把任务接上去。",
    ], [
      "By the time you look at a slow request in production it is over. OpenTelemetry keeps each piece of work as a **span**: its name, its parent, from when to when. Deno exports them by itself; what was missing is the tasks.",
    ]),
    after: say([
      "画图的 `examples/spans.ts` 是一百行的收集器，只听 127.0.0.1。上线时换成 Jaeger、Tempo 或厂商的服务，程序一个字不改：",
      "```sh\nOTEL_DENO=true OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 deno run main.ts\n```",
      "失败的任务，span 标为错误；取消的带 `asyncio.cancelled`。任务里的 `fetch()` 由 Deno 记成 span，挂在任务下面；用 `Deno.serve` 的服务，请求的 span 在最上面。所以一条查询从进门到每个分片，是同一棵树。",
    ], [
      "What draws the picture, `examples/spans.ts`, is a collector of a hundred lines that listens on 127.0.0.1. In production Jaeger, Tempo or a vendor’s service takes its place, and the program stays as it is:",
      "```sh\nOTEL_DENO=true OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 deno run main.ts\n```",
      "A task that fails has a span with an error, one that was cancelled has `asyncio.cancelled`. A `fetch()` in a task is a span that Deno makes, below the task; in a service with `Deno.serve` the request’s own span is on top. So a query, from the door to each shard, is one tree.",
    ]),
    source,
  },
  "guide-07-commands": {
    title: {
      zh: "三个命令：trace、tree、explore",
      en: "Three commands: trace, tree, explore",
    },
    summary: {
      zh: "程序一个字不改：看它做了什么、卡在哪里、换个次序会怎样。",
      en:
        "Not a word of the program changes: what it did, where it hangs, what another order does.",
    },
    before: say([
      "前面几章的工具，都能直接用在一个文件上：导出 `main` 就行。程序在虚拟时钟上跑，权限照它自己的 `@run` 那一行。",
    ], [
      "The tools of the chapters before work on a file as it is: all it takes is that it exports `main`. It runs on a virtual clock, with the permissions of its own `@run` line.",
    ]),
    after: say([
      "还有几样常用：",
      "- `deno task trace FILE --html run.html`：一页能离线打开的时间线；`--chrome` 给 Perfetto。\n- `deno task explore FILE --lag 50`：机器可以忙上 50 毫秒，定时器赶在就绪的任务前头。\n- `deno task explore FILE --same-result`：`main` 的返回值因次序而变，也算失败。\n- 三个命令都有 `--help`。",
    ], [
      "Some more that come in handy:",
      "- `deno task trace FILE --html run.html`: the timeline as a page that needs nothing else; `--chrome` writes one for Perfetto.\n- `deno task explore FILE --lag 50`: the machine may be busy for 50 ms, so that timers get in before tasks that are ready.\n- `deno task explore FILE --same-result`: it also fails when what `main` gives depends on the order.\n- Each of the three has `--help`.",
    ]),
    source,
  },
};
