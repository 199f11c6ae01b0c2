// The recorder and what it exports.
import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  createTask,
  getRunningLoop,
  Lock,
  record,
  run,
  sleep,
  taskGroup,
  timeout,
  type Trace,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";

const virtual = { loopFactory: newVirtualLoop };

async function program() {
  const lock = new Lock();
  const work = async (ms: number) => {
    using _permit = await lock.acquire();
    await sleep(ms);
  };
  await taskGroup(async (group) => {
    group.createTask(() => work(10));
    group.createTask(() => work(20), { name: "second" });
    await sleep(0);
  });
  await timeout(5, () => sleep(100)).catch(() => {});
  return "value";
}

/** "10 Task-2 end done", one for each event. */
function transcript({ lanes, events }: Trace): string[] {
  return events.map(({ t, kind, task, note }) =>
    [t, task === null ? "-" : lanes[task], kind, note].join(" ").trim()
  );
}

Deno.test("`record()` writes down what the loop does", async () => {
  const trace = await record(program, virtual);
  assertEquals([trace.lanes, trace.outcome, trace.isCut], [
    ["Task-1", "Task-2", "second"],
    { value: "value" },
    false,
  ]);
  assertEquals(transcript(trace), [
    "0 Task-1 create",
    "0 Task-1 step",
    "0 Task-2 create",
    "0 second create",
    "0 Task-1 wake",
    "0 Task-1 wait sleep(0)",
    "0 Task-2 step",
    "0 Task-2 wait sleep(10)",
    "0 second step",
    "0 second wait Lock#1.acquire()",
    "0 Task-1 step",
    "0 Task-1 wait taskGroup()",
    "10 Task-2 timer sleep(10)",
    "10 Task-2 wake",
    "10 Task-2 step",
    "10 second wake",
    "10 Task-2 end done",
    "10 second step",
    "10 second wait sleep(20)",
    "30 second timer sleep(20)",
    "30 second wake",
    "30 second step",
    "30 second end done",
    "30 Task-1 wake",
    "30 Task-1 step",
    "30 Task-1 wait sleep(100)",
    "35 Task-1 wake cancelled",
    "35 Task-1 cancel",
    "35 Task-1 step",
    "35 Task-1 end done",
  ]);
});

Deno.test("the same program gives the same trace", async () => {
  const traces = [
    await record(program, virtual),
    await record(program, virtual),
  ];
  const texts = traces.map((trace) =>
    JSON.stringify([trace.events, trace, trace.toChrome()]) + trace.toHtml()
  );
  assertEquals(texts[0], texts[1]);
});

Deno.test("in debug mode events have their lines", async () => {
  const { events } = await record(async () => {
    await createTask(() => sleep(10));
  }, { ...virtual, debug: true });
  const places = events.filter(({ line }) => line !== undefined);
  assertEquals(places.map(({ kind, task, file }) => [kind, task, file]), [
    ["create", 0, "trace_test.ts"],
    ["create", 1, "trace_test.ts"],
    ["wait", 0, "trace_test.ts"],
    ["wait", 1, "trace_test.ts"],
  ]);
  assert(places[1]?.line === places[2]?.line);
});

Deno.test("a recording goes on when debug mode ends, which began in mid-step", async () => {
  const reports: string[] = [];
  const { events } = await record(async () => {
    const loop = getRunningLoop();
    loop.setExceptionHandler((_loop, { message }) => reports.push(message));
    for (const isOn of [true, false]) {
      loop.setDebug(isOn);
      await sleep(10);
    }
  }, virtual);
  assertEquals(
    events.filter(({ kind }) => kind === "step").map(({ t }) => t),
    [0, 10, 20],
  );
  assertEquals(reports, []);
});

Deno.test("a trace knows who created and who cancelled", async () => {
  const { events, lanes } = await record(async () => {
    const sleeper = createTask(() => sleep(1000), { name: "sleeper" });
    await sleep(1);
    await createTask(async () => {
      sleeper.cancel();
      await Promise.allSettled([sleeper]);
    }, { name: "canceller" });
  }, virtual);
  assertEquals(
    events.filter(({ by }) => by !== undefined).map(({ kind, task, by }) =>
      `${lanes[by as number]} ${kind} ${lanes[task as number]}`
    ),
    [
      "Task-1 create sleeper",
      "Task-1 create canceller",
      "canceller cancel sleeper",
    ],
  );
});

Deno.test("`toJSON()` gives steps with the ready queue and the timers after each", async () => {
  const { lanes, steps } = (await record(program, virtual)).toJSON();
  assertEquals(lanes, ["Task-1", "Task-2", "second"]);
  assertEquals(
    steps.map(({ t, lane, fired, wait, end, ready, timers }) =>
      `${t} ${lane} ${
        fired ? "fired" : end ?? wait
      } ready ${ready} timers ${timers}`
    ),
    [
      "0 0 sleep(0) ready 1,2,0 timers ",
      "0 1 sleep(10) ready 2,0 timers 1",
      "0 2 Lock#1.acquire() ready 0 timers 1",
      "0 0 taskGroup() ready  timers 1",
      "10 1 fired ready 1 timers ",
      "10 1 done ready 2 timers ",
      "10 2 sleep(20) ready  timers 2",
      "30 2 fired ready 2 timers ",
      "30 2 done ready  timers ",
      "30 0 sleep(100) ready  timers 0",
      "35 0 done ready  timers ",
    ],
  );
});

Deno.test("`toChrome()` gives a thread a task, without overlapping slices", async () => {
  for (const options of [virtual, {}]) {
    const { traceEvents } = (await record(program, options)).toChrome();
    const names = traceEvents.filter(({ ph }) => ph === "M").map(({ args }) =>
      args?.name
    );
    assertEquals(names, ["Task-1", "Task-2", "second", "callbacks"]);
    for (const tid of names.keys()) {
      let end = 0;
      for (const { ph, ts, dur = 0, tid: its } of traceEvents) {
        if (ph !== "X" || its !== tid) continue;
        assert(ts >= end - 1, `${ts} is before ${end}`);
        end = ts + dur;
      }
    }
  }
});

Deno.test("`toChrome()`: steps, waits and instants, in microseconds", async () => {
  const trace = await record(async () => {
    const loop = getRunningLoop();
    const other = createTask(() => sleep(1000), { name: "other" });
    loop.callLater(2, function knock() {});
    await sleep(5);
    other.cancel();
    await Promise.all([sleep(1), sleep(2)]);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }, { ...virtual, debug: true });
  const { traceEvents, displayTimeUnit } = trace.toChrome();
  assertEquals(displayTimeUnit, "ms");
  assertEquals(
    traceEvents.map(({ ph, ts, dur, pid, tid, cat, name, args }) =>
      [ph, `${pid}/${tid}`, ts, dur, cat, name, args?.name]
        .filter((it) => it !== undefined).join(" ")
    ),
    [
      "M 1/0 0 thread_name Task-1",
      "M 1/1 0 thread_name other",
      "M 1/2 0 thread_name callbacks",
      "X 1/0 0 1 step step",
      "X 1/0 1 4999 wait sleep(5)",
      "X 1/1 1 1 step step",
      "X 1/1 2 4999 wait sleep(1000)",
      "X 1/2 2000 1 callback knock",
      "X 1/0 5000 1 step step",
      "i 1/1 5001 cancel()",
      "X 1/0 5001 999 wait sleep(1)",
      "X 1/1 5001 1 step step",
      "i 1/1 5002 cancelled",
      "X 1/0 6000 1 step step",
      "X 1/0 6001 999 wait sleep(2)",
      "X 1/0 7000 1 step step",
      "X 1/0 7001 0 wait a promise that is not the loop's",
      "i 1/0 7001 ended",
    ],
  );
});

Deno.test("`toHtml()` needs nothing else, and escapes", async () => {
  const trace = await record(
    () => createTask(() => sleep(1), { name: "<script>&" }),
    virtual,
  );
  const page = trace.toHtml("a <title>");
  assertEquals(
    [
      /<script|https?:|src=|url\(/.test(page),
      page.includes("a &#60;title&#62;"),
    ],
    [false, true],
  );
});

/** What a page draws: "rect.step 12,43 18×18 rx4 | title", one for each shape. */
function shapes(page: string): string[] {
  const drawn = page.matchAll(
    /<(rect|line|path|circle|text) ([^>]*?)\/?>(?:<title>([^<]*)|([^<]*))/g,
  );
  return Array.from(drawn, ([, name, attributes, title, text]) => {
    const values = attributes!.replace(/class="(\w+)" ?/, "$1 ")
      .replaceAll('"', "");
    return `${name}.${values} ${title ?? text ?? ""}`.trim()
      .replaceAll("\n", " / ");
  });
}

Deno.test("`toHtml()` draws a lane a task, a block a step, a line a wait", async () => {
  const { log } = console;
  console.log = () => {};
  let trace: Trace;
  try {
    trace = await record(async () => {
      const lock = new Lock();
      const other = createTask(async () => {
        using _permit = await lock.acquire();
        console.log("has it");
        console.log("and <waits>");
        await sleep(10_000_000);
      }, { name: "other" });
      const third = createTask(async () => {
        await sleep(5);
        other.cancel();
        await lock.acquire();
      }, { name: "third" });
      await third;
      await new Promise((resolve) => setTimeout(resolve, 1));
      throw new Error("failed");
    }, { ...virtual, prints: true });
  } finally {
    console.log = log;
  }
  const page = trace.toHtml();
  assertEquals(shapes(page), [
    "line.time x1=6 x2=6 y1=20 y2=162",
    "text.time x=9 y=15 0",
    "line.time x1=96 x2=96 y1=20 y2=162",
    "text.time x=99 y=15 5",
    "line.lane x1=0 x2=280 y1=52 y2=52",
    "line.lane x1=0 x2=280 y1=96 y2=96",
    "line.lane x1=0 x2=280 y1=140 y2=140",
    "line.wait x1=30 x2=222 y1=52 y2=52",
    "text.what x=34 y=46 third",
    "line.wait x1=60 x2=162 y1=96 y2=96",
    "text.what x=64 y=90 sleep(10000000)",
    "line.wait x1=90 x2=102 y1=140 y2=140",
    "line.turn x1=120 x2=132 y1=140 y2=140",
    "line.wait x1=150 x2=192 y1=140 y2=140",
    "text.what x=154 y=134 Lock…",
    "line.wait x1=240 x2=262 y1=52 y2=52",
    "path.create d=M21 61V96",
    "circle.create cx=21 cy=96 r=3.5",
    "path.create d=M21 61V140",
    "circle.create cx=21 cy=140 r=3.5",
    "path.cancel d=M141 131V96",
    "circle.cancel cx=141 cy=96 r=3.5",
    "rect.step x=12 y=43 width=18 height=18 rx=4 0 ms  Task-1 waits for third",
    "rect.step x=42 y=87 width=18 height=18 rx=4 0 ms  other waits for sleep(10000000) / has it / and &#60;waits&#62;",
    "circle.prints cx=60 cy=87 r=3",
    "rect.step x=72 y=131 width=18 height=18 rx=4 0 ms  third waits for sleep(5)",
    "rect.fired x=102 y=131 width=18 height=18 rx=9 5 ms  third its timer falls due",
    "rect.step x=132 y=131 width=18 height=18 rx=4 5 ms  third waits for Lock#1.acquire()",
    "rect.cancelled x=162 y=87 width=18 height=18 rx=4 5 ms  other ends: cancelled",
    "rect.done x=192 y=131 width=18 height=18 rx=4 5 ms  third ends: done",
    "rect.step x=222 y=43 width=18 height=18 rx=4 5 ms  Task-1 awaits a promise that is not the loop's",
  ]);
  assertEquals(
    Array.from(
      page.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs),
      ([, row]) =>
        row!.replace(/<\/t[dh]>/g, "|").replace(/<[^>]*>/g, "")
          .replace(/\s+/g, " ").trim(),
    ),
    [
      "#|ms|task|then|ready after it|",
      "1|0|Task-1|waits for third|other, third|",
      "2|0|other|waits for sleep(10000000)has itand &#60;waits&#62;|third|",
      "3|0|third|waits for sleep(5)||",
      "4|5|third|its timer falls due|third|",
      "5|5|third|waits for Lock#1.acquire()|other|",
      "6|5|other|ends: cancelled|third|",
      "7|5|third|ends: done|Task-1|",
      "8|5|Task-1|awaits a promise that is not the loop's||",
    ],
  );
});

Deno.test("`measure()` fills the tracks of the performance panel", async () => {
  performance.clearMeasures();
  (await record(program, virtual)).measure();
  const tracks = performance.getEntriesByType("measure").map((entry) =>
    (entry as PerformanceMeasure).detail.devtools.track
  );
  performance.clearMeasures();
  assertEquals([...new Set(tracks)], ["Task-1", "Task-2", "second"]);
});

Deno.test("a program that fails is recorded too", async () => {
  const error = new Error("wrong");
  const trace = await record(async () => {
    await sleep(1);
    throw error;
  }, virtual);
  assertEquals(trace.outcome, { error });
  assertEquals(transcript(trace).at(-1), "1 Task-1 end failed");
});

Deno.test("a recording ends at its limit, the program does not", async () => {
  const trace = await record(program, { ...virtual, limit: 3 });
  assertEquals([trace.events.length, trace.isCut, trace.outcome], [
    3,
    true,
    { value: "value" },
  ]);
});

Deno.test("`record()` refuses what it cannot record", async () => {
  await assertRejects(() => record(program, { limit: 0 }), RangeError);
  await assertRejects(() => run(() => record(program)), Error, "running");
  await assertRejects(
    () => record(Promise.resolve() as unknown as typeof program),
    TypeError,
  );
});

Deno.test("callbacks are recorded by name; the loop is left as it was", async () => {
  let hasOwn: boolean | null = null;
  const trace = await record(async () => {
    const loop = getRunningLoop();
    loop.callSoon(function knock() {});
    await sleep(0);
    hasOwn = Object.hasOwn(loop, "_push");
  }, virtual);
  assertEquals(transcript(trace).filter((line) => line.includes("callback")), [
    "0 - callback knock",
  ]);
  assertEquals(hasOwn, true);
  await run(async () => {
    hasOwn = Object.hasOwn(getRunningLoop(), "_push");
    await sleep(0);
  });
  assertEquals(hasOwn, false);
});

Deno.test("`record()` notes what each step prints, when asked to", async () => {
  const program = async () => {
    console.log("in main", 1, { two: [2] });
    await sleep(10);
    getRunningLoop().callSoon(() => console.info("in a callback"));
    await new Promise((resolve) => resolve(0));
    console.warn("still the same step");
    await new Promise((resolve) => setTimeout(resolve, 1));
    console.debug("back from the host");
  };
  const { log, info, warn, debug } = console;
  const printed: string[] = [];
  const print = (...values: unknown[]) => printed.push(values.join(" "));
  Object.assign(console, {
    log: print,
    info: print,
    warn: print,
    debug: print,
  });
  let silent: Trace, loud: Trace;
  try {
    silent = await record(program, virtual);
    loud = await record(program, { ...virtual, prints: true });
  } finally {
    Object.assign(console, { log, info, warn, debug });
  }
  assertEquals(
    [silent, loud].map(({ events }) =>
      events.filter(({ kind }) => kind === "print")
        .map(({ t, task, note }) => `${t} ${task} ${note}`)
    ),
    [[], [
      '0 0 in main 1 {"two":[2]}',
      "10 0 still the same step",
      "10 null in a callback",
      "10 0 back from the host",
    ]],
  );
  assertEquals(loud.toJSON().steps.map(({ prints }) => prints), [
    ['in main 1 {"two":[2]}'],
    undefined,
    ["still the same step", "back from the host"],
  ]);
  // It was passed on both times.
  assertEquals(printed.length, 8);
  assert(loud.toHtml().includes("<samp>back from the host</samp>"));
});
