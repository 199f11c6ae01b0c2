/**
 * `deno task test`: the gate, a line a step, then `N passed, N failed`. Two
 * steps run at a time, each in a process of its own.
 *
 * With arguments only tests run: files and folders choose them, the rest goes
 * to `deno test` as it stands (`deno task test tests/queue_test.ts --filter get`).
 *
 * A test file runs without any permission, unless its header states some:
 *
 *     // @run --allow-net=127.0.0.1 --allow-write=$TMPDIR --allow-run=deno
 *
 * `$TMPDIR` is a fresh folder, removed at the end, where `Deno.makeTempDir()`
 * also puts its folders; `deno` is the very executable that runs the tests.
 */
import { type Case, count, readReport } from "./_report.ts";
import { inParallel } from "./_example_run.ts";
import { findStd, type Std } from "./_std.ts";
import { runHere, runQuietly, seconds, sources, testFlags } from "./_step.ts";
import { bySuite, GATE, suiteOf, SUITES } from "./_suites.ts";

const began = performance.now();
const total = { passed: 0, failed: 0 };
const temp = await Deno.makeTempDir({ prefix: "asyncio-test-" });
const environment = { TMPDIR: temp, TEMP: temp, TMP: temp };

function line(name: string, result: string, took: number): void {
  console.log(`${name.padEnd(44)} ${result.padEnd(22)} ${seconds(took)}`);
}

/** What a failed step printed, without the lines that say nothing. */
function blame(output: string): void {
  const lines = output.split("\n")
    .filter((line) => !/^(Check |Download |[.!,]$)/.test(line));
  console.log(lines.slice(0, 150).join("\n"));
  if (lines.length > 150) console.log(`... ${lines.length - 150} more lines`);
  if (output.includes("NotCapable")) {
    console.log(
      "A test states its permissions in its header: // @run --allow-…",
    );
  }
  console.log();
}

/** Files that run in one `deno test`, and its flags. */
interface Group {
  flags: string[];
  files: string[];
}

/** Files by their suite and by the permissions they state. */
async function groupsOf(std: Std, paths: string[]): Promise<Group[]> {
  const groups = new Map<string, Group>();
  for (const file of paths) {
    const flags = testFlags(await Deno.readTextFile(file), temp);
    const { lock } = suiteOf(file);
    const key = [lock, ...flags.toSorted()].join(" ");
    const group = groups.get(key) ??
      { flags: [...await std.flags(lock), ...flags], files: [] };
    group.files.push(file);
    groups.set(key, group);
  }
  return [...groups.values()];
}

async function gateStep(name: string, args: string[]): Promise<void> {
  const { code, output, took } = await runQuietly(args);
  total[code === 0 ? "passed" : "failed"]++;
  line(name, code === 0 ? "ok" : `failed (${code})`, took);
  if (code !== 0) blame(output);
}

/** A file's line, and the tests it skipped: their names say why. */
function show(name: string, cases: Case[], cut: boolean): void {
  const words = { passed: "passed", failed: "failed", skipped: "skipped" };
  if (cut) words.skipped = "not run";
  const parts = (["passed", "failed", "skipped"] as const)
    .map((state) => [count(cases, state), words[state]] as const)
    .filter(([number, word]) => number > 0 || word === "passed");
  line(
    name,
    parts.map((part) => part.join(" ")).join(", "),
    cases.reduce((sum, one) => sum + one.took, 0),
  );
  if (cut) return;
  for (const { state, name } of cases) {
    if (state === "skipped") console.log(`    skipped: ${name}`);
  }
}

/** One `deno test` of the gate, shown as one, or file by file. */
async function testStep(args: string[], name?: string): Promise<void> {
  const report = await Deno.makeTempFile({ dir: temp, suffix: ".xml" });
  const { code, output, took } = await runQuietly(
    ["test", "--reporter=dot", `--junit-path=${report}`, ...args],
    environment,
  );
  const cases = await readReport(report);
  // What ends a file, or the process, between tests is in no report.
  const broken = new Set(
    output.match(/(?<=^Uncaught error from \.\/)\S+/gm) ?? [],
  );
  if (output.includes("tests were pending")) broken.add("a test");
  const cut = broken.size > 0;
  for (const [file, its] of Map.groupBy(cases, (one) => name ?? one.file)) {
    show(file, its, cut);
  }
  total.passed += count(cases, "passed");
  total.failed += count(cases, "failed") + broken.size;
  if (code === 0) return;
  for (const file of broken) line(file, "broke off", 0);
  if (!cut && count(cases, "failed") === 0) {
    line(name ?? "tests", `failed (${code})`, took);
    total.failed++;
  }
  blame(output);
}

/** Types of what the gate runs; the rest is checked by `deno task check`. */
async function types(std: Std): Promise<void> {
  const [[, files]] = bySuite(await sources("."));
  await gateStep("types", [
    "check",
    ...await std.flags(GATE.lock),
    ...files,
  ]);
}

/** The test files of a folder; loop/ has none, whatever its files are called. */
async function testFiles(folder: string): Promise<string[]> {
  return (await sources(folder)).filter((path) =>
    path.endsWith("_test.ts") && !path.startsWith("loop/")
  );
}

/** The lock files as they are now. */
async function locks(): Promise<string> {
  const paths = ["deno.lock", ...SUITES.map(({ lock }) => lock)];
  return (await Promise.all(paths.map((path) => Deno.readTextFile(path))))
    .join("");
}

/** Who runs, and in which context: tests of what Deno's core does, and the public ways without it. */
const WITHOUT_CORE = [
  "cancellation_sweep",
  "context",
  "current",
  "event_loop",
  "future",
  "scheduler",
  "task",
].map((name) => `tests/${name}_test.ts`);

async function gate(std: Std): Promise<void> {
  const before = await locks();
  const tests = await testFiles(".");
  // Real time must not be short where results hang on it.
  const alone = tests.filter((path) =>
    /^tests\/(conformance\/|explore_test)/.test(path)
  );
  const others = tests.filter((path) => !alone.includes(path));
  const snippets = await std.flags(GATE.lock);
  // The types are checked by a step of its own.
  const jobs = async (files: string[]) =>
    (await groupsOf(std, files)).map(({ flags, files }) => () =>
      testStep(["--no-check", ...flags, ...files])
    );
  const steps: (() => Promise<void>)[] = [
    () => gateStep("format", ["fmt", "--check"]),
    () => gateStep("lint", ["lint"]),
    () => types(std),
    () => gateStep("doc lint", ["doc", "--lint", "mod.ts", "loop/testing.ts"]),
    () =>
      gateStep("publish dry run", ["publish", "--dry-run", "--allow-dirty"]),
    ...await jobs(others),
    () =>
      testStep([
        "--no-check",
        "--preload=tests/_without_core.ts",
        "--allow-net=127.0.0.1",
        ...snippets,
        ...WITHOUT_CORE,
      ], "the same without Deno's core"),
    () =>
      testStep(
        ["--doc", ...snippets, "--allow-net=127.0.0.1", "mod.ts", "loop"],
        "doc snippets",
      ),
  ];
  const width = Math.min(2, navigator.hardwareConcurrency);
  await inParallel(steps, width, (step) => step());
  for (const step of await jobs(alone)) await step();
  const same = await locks() === before;
  total[same ? "passed" : "failed"]++;
  line("lock files", same ? "ok" : "incomplete: deno task lock", 0);
}

/** The tests that the arguments choose, shown as Deno shows them. */
async function chosen(std: Std): Promise<void> {
  const paths: string[] = [];
  const rest: string[] = [];
  for (const [i, arg] of Deno.args.entries()) {
    const info = Deno.args[i - 1] === "--filter"
      ? undefined
      : await Deno.stat(arg).catch(() => undefined);
    if (info?.isDirectory) {
      paths.push(...await testFiles(arg.replace(/(?<=.)\/$/, "")));
    } else if (info?.isFile) paths.push(arg);
    else if (arg.endsWith(".ts")) {
      throw new Error(`Cannot test ${arg}: no such file`);
    } else rest.push(arg);
  }
  if (Deno.args.length === rest.length) {
    paths.push(...await testFiles("."));
  }
  for (const { flags, files } of await groupsOf(std, paths)) {
    const report = await Deno.makeTempFile({ dir: temp, suffix: ".xml" });
    const code = await runHere([
      "test",
      `--junit-path=${report}`,
      ...flags,
      ...rest,
      ...files,
    ], environment);
    const cases = await readReport(report);
    total.passed += count(cases, "passed");
    total.failed += count(cases, "failed");
    if (code !== 0 && count(cases, "failed") === 0) total.failed++;
  }
}

try {
  const std = await findStd(temp);
  console.log(std.line);
  await (Deno.args.length > 0 ? chosen(std) : gate(std));
} catch (error) {
  total.failed++;
  console.error(error instanceof Error ? error.message : error);
} finally {
  await Deno.remove(temp, { recursive: true });
}
console.log(`in ${seconds(performance.now() - began)}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
Deno.exit(total.failed === 0 ? 0 : 1);
