// @run --allow-read=. --allow-write=$TMPDIR --allow-run=deno
// The explorer: bugs that it finds, programs that it goes through, its reports.
import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  createTask,
  gather,
  getRunningLoop,
  Lock,
  run,
  sleep,
  timeout,
} from "../mod.ts";
import { explore } from "../loop/testing.ts";

interface Program {
  main(): Promise<unknown>;
  fixed(): Promise<unknown>;
}

const NAMES = [
  "check_then_act",
  "dining",
  "double_init",
  "join_too_early",
  "last_answer_wins",
  "lock_order",
  "lost_update",
  "lost_wakeup",
  "missed_notify",
  "notify_one",
  "one_sentinel",
  "permit_on_timeout",
  "shutdown_race",
  "swallowed_cancel",
  "two_consumers",
  "unseen_failure",
];

async function load(name: string): Promise<Program> {
  return await import(`./explore_gallery/${name}.ts`);
}

Deno.test("gallery: every file is on the list", async () => {
  const files: string[] = [];
  const folder = new URL("explore_gallery/", import.meta.url);
  for await (const { name } of Deno.readDir(folder)) {
    files.push(name.replace(/\.ts$/, ""));
  }
  assertEquals(files.toSorted(), NAMES);
});

for (const name of NAMES) {
  Deno.test(`gallery: ${name} is found, and its fix is not blamed`, async () => {
    const { main, fixed } = await load(name);
    const { failure, schedules } = await explore(main, { schedules: 1000 });
    assert(failure !== null, `not found in ${schedules} schedules`);
    const again = await explore(main, { replay: failure.replay });
    assertEquals(String(again.failure?.error), String(failure.error));
    assertEquals(again.failure?.log, failure.log);

    const report = await explore(fixed, { schedules: "all" });
    assertEquals([report.failure, report.exhausted], [null, true]);
  });
}

Deno.test("`explore()` tells a failure step by step, the same each time", async () => {
  const program = async () => {
    const lock = new Lock();
    const cashier = async () => {
      using _permit = await lock.acquire();
      await sleep(10);
      throw new Error("no change");
    };
    const customer = async () => {
      using _permit = await lock.acquire();
    };
    await gather([createTask(cashier, { name: "cashier" }), customer]);
  };
  const reports = [await explore(program), await explore(program)];
  const logs = reports.map(({ failure }) =>
    failure?.log.map((line) => line.replace(/ at \S+/, " at …"))
  );
  assertEquals(logs[0], logs[1]);
  assertEquals(logs[0], [
    "Task-1 starts, creates cashier, Task-3, waits for gather() at …",
    "cashier starts, waits for sleep(10) at …",
    "Task-3 starts, waits for Lock#1.acquire() at …",
    "(10 ms later)",
    "cashier fails: Error: no change",
    "Task-3 ends",
    "Task-1 fails: Error: no change",
  ]);
});

Deno.test("`explore()` replays in another process", async () => {
  const file = new URL("explore_gallery/lost_update.ts", import.meta.url).href;
  const { main } = await load("lost_update");
  const { failure } = await explore(main);
  const code = `
    import { explore } from ${
    JSON.stringify(new URL("../loop/testing.ts", import.meta.url).href)
  };
    import { gather, sleep } from ${
    JSON.stringify(new URL("../mod.ts", import.meta.url).href)
  };
    // Tasks made before must not shift the numbers.
    await explore(() => gather([() => sleep(1), () => sleep(1)]));
    const { main } = await import(Deno.args[0]);
    const { failure } = await explore(main, { replay: Deno.args[1] });
    console.log(failure.log.join("\\n"));`;
  const path = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(path, code);
  const map = new URL("standins/import_map.json", import.meta.url);
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-check",
      "--quiet",
      "--allow-read",
      `--import-map=${map.href}`,
      path,
      file,
      failure?.replay ?? "",
    ],
  }).output();
  await Deno.remove(path);
  const text = new TextDecoder();
  assertEquals(
    text.decode(stdout).trim() || text.decode(stderr),
    failure?.log.join("\n"),
  );
});

Deno.test("`explore()` finds what other orders give, when asked to", async () => {
  const program = async () => {
    const winners: string[] = [];
    const race = (name: string) => async () => {
      await sleep(0);
      winners.push(name);
    };
    await gather([race("a"), race("b")]);
    return winners[0];
  };
  const silent = await explore(program, { schedules: "all" });
  const { failure } = await explore(program, { sameResult: true });
  assertEquals(
    [silent.failure, silent.exhausted, silent.schedules, `${failure?.error}`],
    [
      null,
      true,
      6,
      `RuntimeError: order-dependent result: "b" here, "a" in the loop's own order`,
    ],
  );
});

Deno.test("`explore()` fails a schedule that comes to no end", async () => {
  const { failure } = await explore(async () => {
    let flag = false;
    createTask(async () => {
      await sleep(1);
      flag = true;
    });
    while (!flag) await sleep(0);
  }, { maxSteps: 200 });
  assertEquals(
    `${failure?.error}`,
    "RuntimeError: livelock: no end after 200 steps",
  );
});

Deno.test("`explore()` fails on exceptions that nobody retrieves", async () => {
  const { failure } = await explore(async () => {
    createTask(() => Promise.reject(new Error("unseen")));
    await sleep(10);
  });
  assertEquals(`${failure?.error}`, "Error: unseen");
});

Deno.test("`explore()` says what is wrong with its options", async () => {
  const main = () => sleep(0);
  const bad: [string, () => Promise<unknown>][] = [
    ["Cannot explore 0 schedules", () => explore(main, { schedules: 0 })],
    ["Cannot use seed 0.5", () => explore(main, { seed: 0.5 })],
    ["Cannot stop after 0 steps", () => explore(main, { maxSteps: 0 })],
    [`Cannot replay "x": no token`, () => explore(main, { replay: "x" })],
    [`Cannot replay "s1-1.2": no`, () => explore(main, { replay: "s1-1.2" })],
    [`replay "s1-1.2.2": dam`, () => explore(main, { replay: "s1-1.2.2" })],
    [
      "not explore(work())",
      () => explore(Promise.resolve() as unknown as typeof main),
    ],
    ["from a running loop", () => run(() => explore(main))],
    [
      "the program has changed",
      () => explore(() => gather([main, main, main]), { replay: "s1-0.1.2" }),
    ],
  ];
  const messages: string[] = [];
  for (const [part, call] of bad) {
    const error = await assertRejects(call, Error);
    messages.push(error.message.includes(part) ? part : error.message);
  }
  assertEquals(messages, bad.map(([part]) => part));
});

Deno.test("`explore()` leaves the program's task names alone and numbers the rest", async () => {
  const names = new Set<string>();
  const { exhausted } = await explore(async () => {
    const task = createTask(() => sleep(0));
    const named = createTask(() => sleep(0), { name: "mine" });
    await gather([task, named]);
    names.add(`${task.getName()} ${named.getName()}`);
  });
  assertEquals([[...names], exhausted], [["Task-2 mine"], true]);
});

Deno.test("`explore()` keeps callbacks in order, and time virtual", async () => {
  const orders = new Set<string>();
  const { failure, exhausted } = await explore(async () => {
    const loop = getRunningLoop();
    const order: string[] = [];
    loop.callSoon(() => order.push("one"));
    loop.callSoon(() => order.push("two"));
    loop.callLater(3_600_000, () => order.push("late"));
    await sleep(7_200_000);
    orders.add(order.join());
  });
  assertEquals([[...orders], failure, exhausted], [
    ["one,two,late"],
    null,
    true,
  ]);
});

Deno.test("`explore()` tries both ends of a timeout that falls due with its body", async () => {
  const ends = new Set<string>();
  const { failure, exhausted } = await explore(async () => {
    try {
      ends.add(await timeout(10, () => sleep(10, "in time")));
    } catch (error) {
      ends.add((error as Error).name);
    }
  });
  assertEquals(
    [[...ends].sort(), failure, exhausted],
    [["TimeoutError", "in time"], null, true],
  );
});

Deno.test("`explore()` tries 20,000 schedules of 3 tasks and 10 steps in seconds", async () => {
  const began = performance.now();
  const { schedules, failure } = await explore(async () => {
    const work = async () => {
      for (let step = 0; step < 9; step++) await sleep(0);
    };
    await gather([work, work, work]);
  }, { schedules: 20_000 });
  const took = performance.now() - began;
  console.log(`    20,000 schedules in ${(took / 1000).toFixed(1)} s`);
  assertEquals([schedules, failure], [20_000, null]);
  assert(took < 10_000, `took ${took} ms`);
});
