// @run --allow-read=.,$TMPDIR --allow-write=$TMPDIR --allow-run=deno
// `deno task explore`, `trace` and `tree` on a user's own program.
import { assertEquals } from "@std/assert";
import { type Command, parseArguments } from "./tasks/_program.ts";

const MODULE = JSON.stringify(new URL("../mod.ts", import.meta.url).href);

/** Runs a task on a program; what it printed, without times and places. */
async function task(
  name: "explore" | "trace" | "tree",
  source: string,
  ...args: string[]
): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/program.ts`, source);
  const script = new URL(`tasks/${name}.ts`, import.meta.url).href;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-lock",
      "--allow-read",
      "--allow-write",
      "--allow-run",
      "--allow-env=INIT_CWD",
      script,
      ...args,
    ],
    env: { INIT_CWD: folder, NO_COLOR: "1" },
  }).output();
  const files = [...Deno.readDirSync(folder)].map((entry) => entry.name)
    .filter((file) => file !== "program.ts").sort();
  await Deno.remove(folder, { recursive: true });
  const text = new TextDecoder();
  return [
    `exit ${code}`,
    ...files,
    ...(text.decode(stdout) + text.decode(stderr)).trimEnd()
      .replace(/\d+\.\d s/g, "N s").replace(/:\d+:\d+/g, "")
      .replace(/file:\S*\//g, "").replace(/^ +at .*\n/gm, "")
      .split("\n").filter((line) => line !== "").map((line) => line.trimEnd()),
  ];
}

const RACE = `
import { gather, sleep } from ${MODULE};
export async function main() {
  console.log("printed a thousand times");
  let total = 0;
  const add = async (n: number) => {
    const before = total;
    if (n === 2) await sleep(0);
    total = before + n;
  };
  await gather([() => add(1), () => add(2)]);
  if (total !== 3) throw new Error("total is " + total);
}`;

Deno.test("`task explore` shows a failure and how to see it again", async () => {
  const log = [
    "Error: total is 2",
    "What happened:",
    "  1  Task-1 starts, creates Task-2, Task-3, waits for gather() at program.ts",
    "  2  Task-3 starts, waits for sleep(0) at program.ts",
    "  3  Task-2 starts, ends",
    "  4  Task-3 ends",
    "  5  Task-1 fails: Error: total is 2",
    "Again: deno task explore program.ts --replay s1-0.1.2",
  ];
  assertEquals(await task("explore", RACE, "program.ts"), [
    "exit 1",
    "A failure, in schedule 2, after N s:",
    ...log,
  ]);
  assertEquals(
    await task("explore", RACE, "program.ts", "--replay", "s1-0.1.2"),
    ["exit 1", "It fails again:", ...log],
  );
});

Deno.test("`task explore` says when it has tried every schedule", async () => {
  const source = `
    import { gather, sleep } from ${MODULE};
    export default () => gather([() => sleep(0), () => sleep(0)]);`;
  assertEquals(await task("explore", source, "program.ts", "--schedules=all"), [
    "exit 0",
    "No failure in any schedule: 6 schedules in N s, that is all there are.",
    "Time was exact: with --lag MS the machine may be busy as well.",
  ]);
  assertEquals(await task("explore", source, "program.ts", "--schedules=4"), [
    "exit 0",
    "No failure in 4 schedules, N s. There are more: --schedules all",
    "Among them is every one that departs from the loop's own order not at all.",
    "Time was exact: with --lag MS the machine may be busy as well.",
  ]);
});

Deno.test("`task explore` lets the machine be busy, and compares results", async () => {
  const source = `
    import { gather, sleep } from ${MODULE};
    export async function main() {
      const order: number[] = [];
      const nap = (delay: number) => sleep(delay).then(() => order.push(delay));
      await gather([() => nap(10), () => nap(15)]);
      return order;
    }`;
  const log = [
    "RuntimeError: order-dependent result: [15,10] here, [10,15] in the loop's own order",
    "What happened:",
    "  1  Task-1 starts, creates Task-2, Task-3, waits for gather() at program.ts",
    "  2  Task-2 starts, waits for sleep(10) at program.ts",
    "  3  Task-3 starts, waits for sleep(15) at program.ts",
    "  4  (10 ms later)",
    "  5  (the machine is busy for 5 ms)",
    "  6  Task-3 ends",
    "  7  Task-2 ends",
    "  8  Task-1 ends",
    "Again: deno task explore program.ts --same-result --replay s1+5-1.1.2",
  ];
  const args = ["program.ts", "--same-result"];
  const found = await task("explore", source, ...args, "--lag=5");
  const again = await task("explore", source, ...args, "--replay=s1+5-1.1.2");
  assertEquals([found[0], ...found.slice(2)], ["exit 1", ...log]);
  assertEquals(again, ["exit 1", "It fails again:", ...log]);
});

Deno.test("`task explore` tells a livelock once", async () => {
  const source = `
    import { sleep } from ${MODULE};
    export default async () => {
      for (;;) await sleep(0);
    };`;
  assertEquals(await task("explore", source, "program.ts"), [
    "exit 1",
    "A failure, in the loop's own order:",
    "RuntimeError: livelock: no end after 10000 steps",
    "What happened:",
    "  1  Task-1 starts, waits for sleep(0) at program.ts",
    "  2  Task-1 waits for sleep(0) at program.ts",
    "  3  (this 498 times more)",
    "  4  …",
    "Again: deno task explore program.ts --replay s1",
  ]);
});

Deno.test("`task trace` shows the steps and writes the exports", async () => {
  const source = `
    import { createTask, sleep } from ${MODULE};
    export async function main() {
      const napper = createTask(() => sleep(20.5), { name: "napper" });
      await sleep(10); console.log("ten", 10);
      await napper;
    }`;
  assertEquals(
    (await task(
      "trace",
      source,
      "program.ts",
      "--html=a.html",
      "--chrome=b",
      "--json=c",
    ))
      .filter((line) => !line.startsWith("written")),
    [
      "exit 0",
      "a.html",
      "b",
      "c",
      "  ms  task",
      "   0  Task-1  waits for sleep(10)    line 5",
      "   0  napper  waits for sleep(20.5)  line 4",
      "  10  Task-1  (its timer falls due)  line 5",
      "  10  Task-1  prints ten 10",
      "  10  Task-1  waits for napper       line 6",
      "20.5  napper  (its timer falls due)  line 4",
      "20.5  napper  ends: done",
      "20.5  Task-1  ends: done",
      "2 tasks, 7 steps",
    ],
  );
});

Deno.test("`task trace` ends what does not end, and says so", async () => {
  const source = `
    import { sleep } from ${MODULE};
    export default async () => {
      for (;;) await sleep(10);
    };`;
  const lines = await task(
    "trace",
    source,
    "program.ts",
    "--seconds=0.2",
    "--steps=1",
    "--html=missing/a.html",
  );
  const told = lines.filter((line) => !/more step|, \d+ step/.test(line))
    .map((line) => line.replace(/write \S*missing/, "write missing"));
  assertEquals(told, [
    "exit 1",
    "ms  task",
    " 0  Task-1  waits for sleep(10)  line 4",
    "main had not ended after N s: --seconds N",
    "Cannot write missing/a.html: No such file or directory",
  ]);
});

Deno.test("`task tree` shows who waits for whom", async () => {
  const source = `
    import { gather, Lock, sleep } from ${MODULE};
    export async function main() {
      const lock = new Lock();
      const work = async () => {
        using _permit = await lock.acquire();
        await sleep(10);
      };
      await gather([work, work]);
    }`;
  const lines = await task("tree", source, "program.ts");
  assertEquals(lines, [
    "exit 0",
    "Task-1 waits for gather() at program.ts",
    "├─ Task-2 waits for sleep(10) at program.ts",
    "└─ Task-3 waits for Lock.acquire() held by Task-2 at program.ts",
    "   └─ Task-2 waits for sleep(10) at program.ts",
  ]);
});

Deno.test("a main that awaits the host for ever is left", async () => {
  const source = "export default () => new Promise(() => {});";
  const told =
    "main does not end: it awaits something of the host, or cleans up for long";
  assertEquals([
    await task("tree", source, "program.ts", "--seconds=0.1"),
    await task("trace", source, "program.ts", "--seconds=0.1"),
  ], [
    ["exit 0", "Task-1 waits for a promise that is not the loop's", told],
    ["exit 1", told],
  ]);
});

Deno.test("the tasks say what is wrong", async () => {
  const secret = `export default () => Deno.readTextFile("/etc/hosts");`;
  assertEquals([
    await task("explore", "", "program.ts"),
    await task("trace", "", "missing.ts"),
    await task("trace", "", "progam"),
    await task("trace", "", "missing/program.ts"),
    await task("trace", "", "."),
    await task("tree", "", "program.ts", "--now"),
    (await task("tree", secret, "program.ts")).slice(-1),
  ], [
    [
      "exit 2",
      "deno task explore: program.ts exports neither main nor a default function.",
      "Write: export async function main() { … }",
      "And where the file runs it itself: if (import.meta.main) await run(main);",
    ],
    [
      "exit 2",
      "deno task trace: Cannot read missing.ts: there is no such file",
    ],
    [
      "exit 2",
      "deno task trace: Cannot read progam: there is no such file; did you mean program.ts?",
    ],
    [
      "exit 2",
      "deno task trace: Cannot read missing/program.ts: there is no such folder",
    ],
    ["exit 2", "deno task trace: Cannot read .: it is a folder"],
    ["exit 2", "deno task tree: there is no option --now (--help tells more)"],
    ["Write what main may do at the top of its file: // @run --allow-read"],
  ]);
});

Deno.test("command lines are read", () => {
  const command: Command = {
    name: "explore",
    options: {
      "--seed": "number",
      "--lag": "number or Infinity",
      "--replay": "text",
      "--all": null,
    },
    help: "",
  };
  assertEquals(
    [
      ["a.ts", "--seed", "2", "--all"],
      ["--replay=s1-0.1.2", "a.ts"],
      ["a.ts", "--seed", "two"],
      ["a.ts", "--lag=Infinity"],
      ["a.ts", "--lag=long"],
      ["a.ts", "--replay"],
      ["a.ts", "b.ts"],
      ["--all"],
    ].map((args) => parseArguments(command, args)),
    [
      { file: "a.ts", options: { seed: 2, all: true } },
      { file: "a.ts", options: { replay: "s1-0.1.2" } },
      "--seed needs a number, got two",
      { file: "a.ts", options: { lag: "Infinity" } },
      "--lag needs a number or Infinity, got long",
      "--replay needs a text",
      "expected one FILE, got 2",
      "expected one FILE, got 0",
    ],
  );
});
