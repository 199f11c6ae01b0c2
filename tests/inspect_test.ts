// @run --allow-run=deno
// Who waits for whom: call graphs, the task tree.
import { assertEquals } from "@std/assert";
import {
  abortable,
  Barrier,
  type CallGraph,
  captureCallGraph,
  captureTaskTree,
  Condition,
  createTask,
  Event,
  gather,
  getRunningLoop,
  Lock,
  printCallGraph,
  printTaskTree,
  Queue,
  run,
  Semaphore,
  shield,
  sleep,
  StreamReader,
  type Task,
  taskGroup,
  type TaskTree,
  timeout,
  wait,
  wrapFuture,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";

const virtual = { loopFactory: newVirtualLoop };

/** "leaf < gather() < (Task-1)": who is awaited by whom. */
function draw({ name, awaitedBy }: CallGraph): string {
  const by = awaitedBy.map(draw);
  return by.length === 0
    ? name
    : `${name} < ${by.length === 1 ? by[0] : `(${by.join(", ")})`}`;
}

function drawTree({ name, children }: TaskTree): string {
  return children.length === 0
    ? name
    : `${name}(${children.map(drawTree).join(" ")})`;
}

Deno.test("`captureCallGraph()` goes through every verb", async () => {
  const graphs: (string | undefined)[] = [];
  await run(async () => {
    const leaf = createTask(() => sleep(10), { name: "leaf" });
    const group = () =>
      taskGroup(async (group) => {
        group.createTask(() => leaf, { name: "member" });
        await sleep(0);
      });
    const waiters: [string, () => PromiseLike<unknown>][] = [
      ["by await", () => leaf],
      ["by gather", () => gather([leaf, () => sleep(1)])],
      ["by wait", () => wait([leaf])],
      ["by shield", () => shield(leaf)],
      ["by timeout", () => timeout(100, () => leaf)],
      ["by group", group],
    ];
    const tasks = waiters.map(([name, work]) => createTask(work, { name }));
    await sleep(5);
    const graph = captureCallGraph(leaf);
    graphs.push(graph?.name, ...graph?.awaitedBy.map(draw) ?? []);
    await gather(tasks);
  }, virtual);
  assertEquals(graphs, [
    "leaf",
    "by await",
    "gather() < by gather",
    "wait() < by wait",
    "shield() < by shield",
    "by timeout",
    "member < by group",
  ]);
});

Deno.test("`captureCallGraph()` goes from a lock's holder to who waits for it", async () => {
  const seen = await run(async () => {
    const lock = new Lock();
    const holder = createTask(async () => {
      using _permit = await lock.acquire();
      await sleep(10);
    }, { name: "holder" });
    createTask(() => lock.acquire(), { name: "next" });
    await sleep(5);
    const graph = captureCallGraph(holder) as CallGraph;
    return [draw(graph), graph.awaitedBy[0]?.waitsFor];
  }, virtual);
  assertEquals(seen, ["holder < next", "Lock.acquire() held by holder"]);
});

Deno.test("`captureCallGraph()` of a circle ends", async () => {
  const seen = await run(async () => {
    const tasks: Task<unknown>[] = [];
    for (const index of [0, 1]) {
      tasks.push(createTask(async () => {
        await sleep(1);
        await wait([tasks[1 - index] as Task<unknown>]);
      }, { name: `task ${index}` }));
    }
    await sleep(5);
    return draw(captureCallGraph(tasks[0]) as CallGraph);
  }, virtual);
  assertEquals(seen, "task 0 < wait() < task 1 < wait() < task 0");
});

Deno.test("`captureTaskTree()` shows each task with those that it waits for", async () => {
  const trees = await run(async () => {
    const shared = createTask(() => sleep(10), { name: "shared" });
    createTask(() => gather([shared, () => sleep(10)]), { name: "one" });
    createTask(() => gather([shared]), { name: "two" });
    createTask(() => new Queue().get(), { name: "alone" });
    createTask(() => sleep(0), { name: "new" });
    await Promise.resolve();
    const before = captureTaskTree().map(({ name, waitsFor }) =>
      `${name}: ${waitsFor}`
    ).slice(1);
    await sleep(5);
    const after = captureTaskTree().map(drawTree).slice(1);
    return [before, after.map((tree) => tree.replace(/Task-\d+/, "Task-N"))];
  }, virtual);
  assertEquals(trees, [
    [
      "shared: its first step",
      "one: its first step",
      "two: its first step",
      "alone: its first step",
      "new: its first step",
    ],
    ["one(shared Task-N)", "two(shared)", "alone"],
  ]);
});

Deno.test("`printTaskTree()` draws it", async () => {
  const printed: string[] = [];
  const { error } = console;
  console.error = (text: string) => printed.push(...text.split("\n"));
  try {
    await run(async () => {
      const main = createTask(async () => {
        await taskGroup(async (group) => {
          group.createTask(() => sleep(10), { name: "a" });
          group.createTask(async () => {
            await gather([createTask(() => sleep(7), { name: "deep" })]);
          }, { name: "b" });
          await sleep(0);
        });
      }, { name: "outer" });
      createTask(() => sleep(5).then(() => printTaskTree()), {
        name: "printer",
      });
      await main;
    }, virtual);
  } finally {
    console.error = error;
  }
  assertEquals(printed.map((line) => line.replace(/Task-\d+/, "main")), [
    "main waits for outer",
    "└─ outer waits for taskGroup()",
    "   ├─ a waits for sleep(10)",
    "   └─ b waits for gather()",
    "      └─ deep waits for sleep(7)",
    "printer runs",
  ]);
});

Deno.test("`printCallGraph()` prints who awaits a task, one below the other", async () => {
  const printed: string[] = [];
  const { error } = console;
  console.error = (text: string) => printed.push(...text.split("\n"));
  try {
    await run(async () => {
      const inner = createTask(() => sleep(10), { name: "inner" });
      const outer = createTask(() => inner, { name: "outer" });
      createTask(() => outer, { name: "outermost" });
      await sleep(1);
      printCallGraph(inner);
      await outer;
    }, virtual);
  } finally {
    console.error = error;
  }
  assertEquals(printed, [
    "* inner waits for sleep(10)",
    "  + Awaited by:",
    "    * outer waits for inner",
    "      + Awaited by:",
    "        * outermost waits for outer",
  ]);
});

Deno.test({
  name: "SIGQUIT and SIGUSR1 print the tree of a program in debug mode",
  ignore: globalThis.Deno?.build.os === "windows",
  async fn() {
    const module = new URL("../mod.ts", import.meta.url).href;
    const code = `
      import { createTask, run, sleep } from ${JSON.stringify(module)};
      await run(async () => {
        createTask(() => sleep(60_000), { name: "napper" });
        for (const signal of ["SIGQUIT", "SIGUSR1"]) {
          await sleep(20);
          Deno.kill(Deno.pid, signal);
          await sleep(20);
        }
      }, { debug: true });`;
    const { stderr, code: exit } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-check",
        "--no-lock",
        "--quiet",
        "--allow-run",
        "data:application/typescript," + encodeURIComponent(code),
      ],
    }).output();
    const lines = new TextDecoder().decode(stderr).trimEnd().split("\n")
      .map((line) => line.replace(/ at \S+/, ""));
    const tree = [
      "  Task-1 waits for sleep(20)",
      "  napper waits for sleep(60000)",
    ];
    assertEquals([exit, ...lines], [
      0,
      "asyncio: SIGQUIT, the tasks are:",
      ...tree,
      "asyncio: SIGUSR1, the tasks are:",
      ...tree,
    ]);
  },
});

Deno.test("the tree says of every wait what it is", async () => {
  const seen: string[] = [];
  await run(async () => {
    const loop = getRunningLoop();
    const lock = new Lock();
    const semaphore = new Semaphore(1);
    const condition = new Condition();
    const queue = new Queue<number>(1);
    const permits = [await lock.acquire(), await semaphore.acquire()];
    queue.putNowait(1);
    const future = loop.createFuture<void>();
    const waits: (() => PromiseLike<unknown>)[] = [
      () =>
        abortable((signal) =>
          new Promise<void>((_, reject) =>
            signal.addEventListener("abort", () => reject(signal.reason))
          )
        ),
      async () => {
        using _permit = await condition.acquire();
        await condition.wait();
      },
      () => new Event().wait(),
      () => future,
      () => future.then(() => {}),
      () => lock.acquire(),
      () => queue.put(2),
      () => new Queue().get(),
      () => queue.join(),
      () => new StreamReader().readline(),
      () => semaphore.acquire(),
      () => sleep(800),
      () => timeout(700, () => new Event().wait()),
      () => wrapFuture(new Promise(() => {})),
      () => new Barrier(2).wait(),
    ];
    const tasks = waits.map((work, i) => createTask(work, { name: `${i}` }));
    await sleep(0);
    await sleep(0);
    for (const { name, waitsFor } of captureTaskTree()) {
      if (/^\d+$/.test(name)) {
        seen.push(`${waitsFor}`.replace(/Task-\d+/, "main"));
      }
    }
    for (const task of tasks) task.cancel();
    await wait(tasks);
    for (const permit of permits) permit.release();
  }, virtual);
  assertEquals(seen, [
    "abortable()",
    "Condition.wait()",
    "Event.wait()",
    "<Future pending>",
    "<Future pending>",
    "Lock.acquire() held by main",
    "Queue.put()",
    "Queue.get()",
    "Queue.join()",
    "StreamReader.readline()",
    "Semaphore.acquire()",
    "sleep(800)",
    "Event.wait()",
    "<Future pending>",
    "Barrier.wait()",
  ]);
});
