/** Parameters, results and errors of the API in Chinese, by their English. */
export const TAGS_ZH: Readonly<Record<string, string>> = {
  "The coroutine function: `run(main)`, not `run(main())`.":
    "协程函数：写 `run(main)`，不写 `run(main())`。",
  "Debug mode, abort signal, grace period.": "调试模式、中止信号、宽限时间。",
  "What main gives.": "`main` 的返回值。",
  "Inside a running loop: `await main()` there.":
    "已经在循环里：那里直接 `await main()`。",
  "If `main` is not a function.": "`main` 不是函数。",
  "If main is not a function.": "`main` 不是函数。",
  "If a number of milliseconds in `options` is negative or NaN.":
    "选项里的毫秒数是负数或 NaN。",
  "After Ctrl-C or SIGTERM.": "按下了 Ctrl-C，或者收到 SIGTERM。",
  "The task or future. Default: the current task.":
    "任务或 future；默认是当前任务。",
  "The graph; `null` where there is no task.": "关系图；没有任务时是 `null`。",
  "Outside of a running loop, without a future.":
    "不在循环里，又没有给 future。",
  "The loop. Default: the running one.": "循环；默认是正在跑的那个。",
  "The tasks that nobody waits for, with theirs.":
    "没有人在等的任务，连同它们各自在等的。",
  '"no running event loop", outside of one.':
    "不在循环里：“no running event loop”。",
  "The coroutine function.": "协程函数。",
  "Those of `run()`; `limit`.": "`run()` 的选项；`limit` 是上限。",
  "The trace, also when main throws: see its `outcome`.":
    "记录；`main` 抛错时也有，看它的 `outcome`。",
  "Inside a running loop.": "已经在循环里。",
  "If the limit is not a whole number from 1.": "上限不是从 1 起的整数。",
  "The loop, before it runs.": "还没开始跑的循环。",
  "The same loop.": "同一个循环。",
  "Milliseconds.": "毫秒数。",
  "When the time is over.": "时间到了就返回。",
  "If the delay is NaN.": "毫秒数是 NaN。",
  "If the task is cancelled meanwhile.": "等待途中任务被取消。",
  "Milliseconds; `null` for no limit yet. 0 or less: the body runs to its first real wait.":
    "毫秒数；`null` 表示暂不设限。0 或负数：代码块只跑到第一次真正的等待。",
  "The block; it gets the limit, to move or ask it.":
    "代码块；它拿到期限，可以改期，也可以查看。",
  "What the body gives.": "代码块的返回值。",
  "If time runs out.": "到点了。",
  "Outside of a task.": "不在任务里。",
  "Loop time in milliseconds; `null` for no limit yet.":
    "循环时钟上的毫秒数；`null` 表示暂不设限。",
  "If the time is NaN.": "时刻是 NaN。",
  "A coroutine function, future or promise; a promise of somebody else's goes on unwatched after the limit.":
    "协程函数、future 或 promise；别处的 promise 到期以后没有人再管，它自己继续。",
  "Milliseconds; `null` for no limit. 0 or less: only what is done already counts.":
    "毫秒数；`null` 不设限。0 或负数：只有已经做完的才算。",
  "What it gives.": "它的返回值。",
  "If the limit is NaN.": "期限是 NaN。",
  "The block; it gets the group.": "代码块；它拿到任务组。",
  '"unhandled errors in a TaskGroup".':
    "组里有任务失败：“unhandled errors in a TaskGroup”。",
  "If the task is cancelled from outside.": "任务被外面取消。",
  "Coroutine functions, futures or promises.": "协程函数、future 或 promise。",
  "`returnExceptions`: failures stand in the list instead of being thrown.":
    "`returnExceptions`：失败放进结果列表，不抛出。",
  "A future of the list of results.": "一个 future，里面是结果列表。",
  "If something is not awaitable.": "有的东西不能等。",
  "`timeout`: milliseconds for all of them; `null` for no limit.":
    "`timeout`：全部合起来的毫秒数；`null` 不设限。",
  "What to iterate over, once.": "可以遍历一次的结果。",
  "At the next one after the limit.": "过了期限，再取下一个时抛出。",
  "If it is a single awaitable.": "只给了一个可等待对象，没有放进列表。",
  "Tasks or futures, at least one; not coroutine functions.":
    "任务或 future，至少一个；不收协程函数。",
  "Time limit, and when to return.": "期限，以及什么时候返回。",
  "Two sets: the done ones and the pending ones.":
    "两个集合：做完的，和还没做完的。",
  "If there are none, or `returnWhen` is unknown.":
    "一个都没有，或者 `returnWhen` 不认识。",
  "If something is not a future.": "有的不是 future。",
  "A coroutine function, future or promise.": "协程函数、future 或 promise。",
  "A future of what it gives; a future that is done comes back itself.":
    "一个 future，里面是它的结果；已经做完的 future 原样返回。",
  "Starts it; the signal's reason is the CancelledError.":
    "启动操作的函数；信号的 reason 就是那个 CancelledError。",
  "What the operation gives.": "操作的结果。",
  "If the task is cancelled and the operation fails for it.":
    "任务被取消，操作因此失败。",
  "The async generator function.": "异步生成器函数。",
  "A function that makes generators known to the running loop.":
    "一个函数，造出的生成器会在循环里登记。",
  "A name or address.": "主机名或地址。",
  "The port.": "端口。",
  "Limit, TLS.": "缓冲上限、TLS。",
  "A reader and a writer.": "读端和写端。",
  "If nobody listens there; other errors of `Deno.connect()` too.":
    "那里没有人在听；`Deno.connect()` 的其他错误也会抛出。",
  "If the task is cancelled meanwhile; the attempt is aborted.":
    "途中任务被取消；连接随之中止。",
  "On a runtime without `Deno`.": "运行时没有 `Deno`。",
  "The socket.": "套接字的路径。",
  "The limit.": "缓冲上限。",
  "If there is no such socket; other errors of `Deno.connect()` too.":
    "没有这个套接字；`Deno.connect()` 的其他错误也会抛出。",
  "Called with a reader and a writer for each connection.":
    "每来一个连接调用一次，得到读端和写端。",
  'A name or address of this machine; "0.0.0.0" for all.':
    '本机的名字或地址；"0.0.0.0" 是全部。',
  "The port; 0 for any that is free, which `server.port` tells.":
    "端口；0 是任选一个空闲的，用 `server.port` 查。",
  "Limit, TLS, `startServing`.": "缓冲上限、TLS、`startServing`。",
  "The server.": "服务器。",
  "If the port is taken; other errors of `Deno.listen()` too.":
    "端口被占；`Deno.listen()` 的其他错误也会抛出。",
  "Limit, `startServing`.": "缓冲上限、`startServing`。",
  "If the path is taken by something else.": "路径已被别的东西占用。",
  "The program and its arguments, which no shell looks at.":
    "程序和参数，不经过 shell。",
  "What is piped, the folder, the environment.":
    "接管哪些流、在哪个文件夹、环境变量。",
  "The process.": "子进程。",
  "If there is no such program, or no such folder.":
    "没有这个程序，或者没有这个文件夹。",
  "If the system does not let it run.": "系统不让运行。",
  "Without the permission to run it.": "没有运行它的权限。",
  "The command line.": "命令行。",
  "The process: the shell.": "子进程，也就是那个 shell。",
  "If there is no shell, or no such folder.":
    "没有 shell，或者没有这个文件夹。",
  "The function.": "函数。",
  "Its arguments.": "它的参数。",
  '"no running event loop", outside of one; if the module cannot be loaded, or its Worker dies.':
    "不在循环里；模块加载不了；或者 Worker 中途死掉。",
  "If `fn`, an argument or the result cannot cross, or the module has no such function.":
    "函数、参数或结果传不过去，或者模块里没有这个函数。",
  "What it is called in every thread.": "它在每个线程里叫什么。",
  "The storage.": "要带过去的存储。",
  'The module, as `import.meta.resolve("./work.ts")`, or the module itself: `import.meta.url`.':
    '模块：`import.meta.resolve("./work.ts")`；就是本模块时写 `import.meta.url`。',
  "The name of the export.": "导出的名字。",
  "A function for `toThread()` and `loop.runInExecutor()`.":
    "给 `toThread()` 和 `loop.runInExecutor()` 用的函数。",
  "If the specifier is relative: a Worker would not know to what.":
    "地址是相对的：Worker 不知道相对于谁。",
  "The value that is sent.": "要送过去的值。",
  "What of it moves. Default: the value itself, or the buffer it is a view of.":
    "其中哪些搬过去；默认是值自己，或者它所在的缓冲区。",
  "The value.": "原来的值。",
  "Without a list, if the value is neither a buffer nor a view of one.":
    "没有给列表，而值既不是缓冲区，也不是缓冲区的视图。",
  "The loop that runs it.": "运行它的循环。",
  "A promise of what it gives; its `cancel()` cancels the coroutine.":
    "结果的 promise；它的 `cancel()` 取消那个协程。",
  '"A coroutine object is required".':
    "给的不是协程函数：“A coroutine object is required”。",
  '"Event loop is closed".': "循环已经关了：“Event loop is closed”。",
  "The loop.": "循环。",
  "Asks for the current task of this loop. Default: the running loop.":
    "问哪个循环的当前任务；默认是正在跑的循环。",
  "The task, or `null` in a plain callback.": "任务；在普通回调里是 `null`。",
  "Where there is neither, as CPython 3.14 does.":
    "两样都没有，与 CPython 3.14 一致。",
  "The running loop.": "正在跑的循环。",
  '"no running event loop", outside of one. In a browser also after `await`ing a promise that is not the loop\'s: use `wrapFuture()` or `abortable()` there.':
    "不在循环里。浏览器里等过不属于循环的 promise 之后也会这样：那里请用 `wrapFuture()` 或 `abortable()`。",
  "A loop, or `null` for none.": "循环；`null` 表示没有。",
  "A new set, in order of creation.": "一个新的集合，按创建的先后排列。",
  "The coroutine function: `createTask(work)` or `createTask(() => work(1))`.":
    "协程函数：`createTask(work)`，或者 `createTask(() => work(1))`。",
  "Name, context, eager start.": "名字、上下文、是否立刻起步。",
  "The task. The loop holds it until it is done.":
    "任务；做完之前循环一直拿着它，不会被回收。",
  "If `coro` is not a function.": "`coro` 不是函数。",
  "Anything.": "任何值。",
  "`true` for a `Future` or `Task`.": "是 `Future` 或 `Task` 就返回 `true`。",
  "What is awaitable.": "可等待对象。",
  "The future.": "future。",
  "If it is not awaitable.": "它不能等。",
  "The promise.": "promise。",
  "The future, of the running loop.": "属于当前循环的 future。",
  "If it is no promise.": "它不是 promise。",
  "The copy.": "副本。",
  "The test's name.": "测试的名字。",
  "The test, a coroutine function.": "测试，一个协程函数。",
  "Clock, seed, permissions.": "时钟、种子、权限。",
  "Where there is no `Deno.test()`.": "没有 `Deno.test()` 的地方。",
  "How many schedules, seed, replay.": "试多少种次序、种子、重放。",
  "What was found.": "找到了什么。",
  "Inside a running loop; if a replay does not fit the program; if main does not do the same each time.":
    "已经在循环里；重放与程序对不上；或者 `main` 每次做的事不一样。",
  "If an option is out of range, or the replay is not one.":
    "选项超出范围，或者重放的格式不对。",
  "The time to start at; a seed to shuffle what is ready together.":
    "从什么时刻开始；打乱同时就绪者的种子。",
  "If the start is NaN.": "开始的时刻是 NaN。",
  "The server's name, authorities, protocols.":
    "服务器的名字、信任的颁发机构、协议。",
  "When the handshake is done.": "握手完成。",
  "Where that is not possible: on the server's side, twice, while a read is under way, or with bytes unread that came before it.":
    "做不到的时候：服务器一方、第二次、还有读操作在进行、之前到的字节没读完。",
  "If the task is cancelled meanwhile; the connection is closed then.":
    "等待中任务被取消；连接随之关闭。",
  "What made the handshake fail; the connection is closed then.":
    "握手失败的原因；连接随之关闭。",
  "If it is another loop's future.": "这个 future 属于别的循环。",
};
