// @run --allow-read=. --allow-write=$TMPDIR --allow-run=deno
// The explorer: bugs that it finds, programs that it goes through, its reports.
import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  createTask,
  gather,
  getRunningLoop,
  Lock,
  run,
  Semaphore,
  sleep,
  taskGroup,
  timeout,
  TimeoutError,
} from "../mod.ts";
import {
  explore,
  type ExploreOptions,
  newVirtualLoop,
} from "../loop/testing.ts";

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
  "sibling_sees",
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
  const { replay } = failure as NonNullable<typeof failure>;
  const again = await explore(program, { replay, sameResult: true });
  const order =
    `RuntimeError: order-dependent result: "b" here, "a" in the loop's own order`;
  assertEquals(
    [silent.failure, silent.exhausted, silent.schedules, `${failure?.error}`],
    [null, true, 6, order],
  );
  assertEquals(`${again.failure?.error}`, order);
});

Deno.test("`explore()` takes results for the same that hold the same", async () => {
  const pairs: [unknown, unknown, isSame: boolean][] = [
    [NaN, NaN, true],
    [1, "1", false],
    [[1, { a: [2] }], [1, { a: [2] }], true],
    [[1, { a: [2] }], [1, { a: [3] }], false],
    [[1], [1, 2], false],
    [[1], { 0: 1 }, false],
    [{}, null, false],
    [null, {}, false],
    [{ a: 1 }, { b: 1 }, false],
    [{ a: undefined }, {}, false],
    [new Map([[1, [2]]]), new Map([[1, [2]]]), true],
    [new Map([[1, [2]]]), new Map([[1, [3]]]), false],
    [new Set([1]), new Set([1]), true],
    [new Set([1]), new Set([2]), false],
    [new Date(1), new Date(1), true],
    [new Date(1), new Date(2), false],
  ];
  const found: unknown[] = [];
  for (const [first, second] of pairs) {
    const { failure } = await explore(async () => {
      let winner: unknown;
      await gather([first, second].map((value) => async () => {
        await sleep(0);
        winner ??= { value };
      }));
      return (winner as { value: unknown }).value;
    }, { sameResult: true });
    found.push([first, second, failure === null]);
  }
  assertEquals(found, pairs);
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
    ["Cannot explore a lag of -1", () => explore(main, { lag: -1 })],
    [`Cannot replay "s1+x": no`, () => explore(main, { replay: "s1+x" })],
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

/** What a program did, under every schedule. */
async function transcripts(
  program: (say: (text: string) => void) => Promise<unknown>,
  options: ExploreOptions = {},
): Promise<{ seen: string[]; schedules: number }> {
  const seen = new Set<string>();
  const { failure, exhausted, schedules } = await explore(async () => {
    const said: string[] = [];
    await program((text) => said.push(text));
    seen.add(said.join(" "));
  }, { schedules: "all", ...options });
  assertEquals([failure, exhausted], [null, true]);
  return { seen: [...seen].sort(), schedules };
}

Deno.test("`explore()` lets time pass while something is ready, as far as `lag` goes", async () => {
  const program = async (say: (text: string) => void) => {
    const nap = (name: string, delay: number) => async () => {
      await sleep(delay);
      say(name);
    };
    await gather([nap("a", 10), nap("b", 15), nap("c", 40)]);
  };
  const seen: string[][] = [];
  for (const lag of [0, 4, 5, 25, Infinity]) {
    seen.push((await transcripts(program, { lag })).seen);
  }
  const exact = ["a b c"];
  const late = ["a b c", "b a c"];
  const later = ["a b c", "a c b", "b a c"];
  const all = ["a b c", "a c b", "b a c", "b c a", "c a b", "c b a"];
  assertEquals(seen, [exact, exact, late, later, all]);
});

Deno.test("`explore()` finds a permit lost to a timeout that strikes late, and replays it", async () => {
  const program = (undoes: boolean) => async () => {
    const permits = new Semaphore(1);
    const work = async () => {
      await permits.acquire();
      try {
        await sleep(20);
      } catch (error) {
        if (undoes) permits.release();
        throw error;
      }
      permits.release();
    };
    const hurried = async () => {
      try {
        await timeout(30, work);
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
      }
    };
    await gather([hurried, work]);
  };
  const exact = await explore(program(false));
  const late = await explore(program(false), { lag: 10 });
  const fixed = await explore(program(true), { lag: Infinity });
  // The token knows the lag.
  const replay = late.failure?.replay as string;
  const again = await explore(program(false), { replay });
  assertEquals(
    [exact.failure, exact.exhausted, fixed.failure, fixed.exhausted],
    [null, true, null, true],
  );
  assertEquals(again.failure?.log, late.failure?.log);
  assertEquals(
    late.failure?.log.slice(3).map((line) => line.replace(/ at .*/, "")),
    [
      "(20 ms later)",
      "(the machine is busy for 10 ms)",
      "Task-2 is told to cancel",
      "Task-2 ends",
      "Task-1 fails: RuntimeError: deadlock: every task waits and nothing can wake one",
    ],
  );
});

Deno.test("`explore()` never turns timers round, nor callbacks", async () => {
  const { seen } = await transcripts(async (say) => {
    const loop = getRunningLoop();
    const first = loop.createFuture<void>();
    loop.callLater(10, () => say("10"));
    loop.callLater(20, () => say("20"));
    loop.callLater(20, () => {
      say("20 too");
      loop.callSoon(() => say("soon"));
      first.setResult();
    });
    first.addDoneCallback(() => say("called"));
    await first;
    say("awaited");
    await sleep(15);
  }, { lag: Infinity });
  assertEquals(seen, ["10 20 20 too soon called awaited"]);
});

Deno.test("`explore()` has a group hear of a failure before whoever awaits the task", async () => {
  const { seen } = await transcripts(async (say) => {
    try {
      await taskGroup(async (group) => {
        const child = group.createTask(async () => {
          await sleep(0);
          throw new Error("fails");
        });
        try {
          await child;
        } catch (error) {
          say((error as Error).name);
          throw error;
        }
      });
    } catch (error) {
      say(`${(error as AggregateError).errors}`);
    }
  });
  assertEquals(seen, ["CancelledError Error: fails"]);
});

Deno.test("`explore()` begins with the loop's own order", async () => {
  const program = async (say: (text: string) => void) => {
    const lock = new Lock();
    const step = async (name: string, delay: number) => {
      for (let round = 0; round < 3; round++) {
        try {
          await timeout(delay + 1, async () => {
            using _permit = await lock.acquire();
            await sleep(delay);
            say(`${name}${round}`);
          });
        } catch (error) {
          say(`${name}${round} ${(error as Error).name}`);
        }
      }
    };
    const group = (fails: number) => async () => {
      try {
        await taskGroup(async (group) => {
          group.createTask(async () => {
            await sleep(fails);
            throw new Error("fails");
          });
          group.createTask(() => step(`g${fails}`, 1));
          await sleep(1);
        });
      } catch (error) {
        say((error as Error).name);
      }
    };
    await gather([
      () => step("a", 0),
      group(0),
      () => step("b", 1),
      group(2),
      () => step("c", 2),
    ], { returnExceptions: true });
  };
  const own: string[] = [];
  await run(() => program((text) => own.push(text)), {
    loopFactory: newVirtualLoop,
  });
  const explored: string[] = [];
  await explore(() => program((text) => explored.push(text)), { schedules: 1 });
  assert(own.length > 10);
  assertEquals(explored, own);
});

Deno.test("`explore()` also lets a task run as long as it can, and stops it once", async () => {
  const shapes = new Set<string>();
  await explore(async () => {
    let said = "";
    const steps = (name: string) => async () => {
      for (let step = 0; step < 12; step++) {
        said += name;
        await sleep(0);
      }
    };
    await gather([steps("a"), steps("b")]);
    // "aaaabbbbbbbbbbbbaaaaaaaa" is "aba".
    const shape = said.replace(/(.)\1*/g, "$1");
    if (shape.length < 5) shapes.add(shape);
  }, { schedules: 1000 });
  assertEquals([...shapes].sort(), ["ab", "aba", "abab", "ba", "bab", "baba"]);
});

Deno.test("`explore()` tells a failure by departures of which it needs every one", async () => {
  const main = async () => {
    let order = "";
    const say = (name: string) => async () => {
      await sleep(0);
      order += name;
    };
    for (let round = 0; round < 4; round++) {
      await gather([say("x"), say("y")]);
    }
    await gather([say("a"), say("b")]);
    if (order.endsWith("ba")) throw new Error("b, then a");
  };
  const needless: string[] = [];
  for (let seed = 1; seed <= 10; seed++) {
    const { failure } = await explore(main, { seed });
    const [version, ...departures] = failure!.replay.split("-");
    for (const left of departures) {
      const others = departures.filter((each) => each !== left);
      const replay = [version, ...others].join("-");
      try {
        const again = await explore(main, { replay });
        if (again.failure !== null) needless.push(`${left} of ${departures}`);
      } catch (error) {
        // Without it the others do not fit the program.
        if ((error as Error).name !== "ReplayError") throw error;
      }
    }
  }
  assertEquals(needless, []);
});

Deno.test("`explore()` says how far it has gone", async () => {
  const program = async () => {
    const work = async () => {
      for (let step = 0; step < 4; step++) await sleep(0);
    };
    await gather([work, work, work]);
  };
  const far: unknown[] = [];
  for (const schedules of [1, 10, 100, 1000]) {
    const { departures, exhausted } = await explore(program, { schedules });
    far.push([schedules, departures, exhausted]);
  }
  const all = await explore(() => sleep(0));
  const { departures } = await explore(() => Promise.reject(new Error()));
  assertEquals(far, [
    [1, 0, false],
    [10, 0, false],
    [100, 1, false],
    [1000, 2, false],
  ]);
  assertEquals([all.departures, all.exhausted, departures], [
    Infinity,
    true,
    null,
  ]);
});

Deno.test("`explore()` leaves out what no program could tell apart, and nothing else", async () => {
  // Three sleeps that fall due are no steps: 3! orders to start, 3! to go on.
  const sleeps = await transcripts(async (say) => {
    const nap = (name: string) => async () => {
      say(name);
      await sleep(10);
      say(name);
    };
    await gather([nap("a"), nap("b"), nap("c")]);
  });
  assertEquals([sleeps.schedules, sleeps.seen.length], [36, 36]);
  // Nine steps of three tasks: 9! / (3! 3! 3!) orders, each a transcript of its own.
  const steps = await transcripts(async (say) => {
    const work = (name: string) => async () => {
      for (let step = 0; step < 3; step++) {
        say(name);
        if (step < 2) await sleep(0);
      }
    };
    await gather([work("a"), work("b"), work("c")]);
  });
  assertEquals([steps.schedules, steps.seen.length], [1680, 1680]);
});

Deno.test("`explore()` refuses a main that does not do the same each time", async () => {
  let runs = 0;
  const error = await assertRejects(
    () =>
      explore(async () => {
        const tasks = Array(2 + runs++ % 2).fill(() => sleep(0));
        await gather(tasks);
      }, { schedules: "all" }),
    Error,
  );
  assertEquals(
    error.message,
    "Cannot explore: main does not do the same each time: " +
      "at choice point 0 it has 3 ready entries, not 2",
  );
});

Deno.test("`explore()` tries 20,000 schedules of 3 tasks and 10 steps in seconds", async () => {
  // What the processor did: on a busy machine the clock on the wall tells nothing.
  const { process } = globalThis as unknown as {
    process: { cpuUsage(since?: object): { user: number; system: number } };
  };
  const before = process.cpuUsage();
  const { schedules, failure } = await explore(async () => {
    const work = async () => {
      for (let step = 0; step < 9; step++) await sleep(0);
    };
    await gather([work, work, work]);
  }, { schedules: 20_000 });
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1e6;
  console.log(`    20,000 schedules in ${took.toFixed(1)} s`);
  assertEquals([schedules, failure], [20_000, null]);
  assert(took < 10, `took ${took} s`);
});
