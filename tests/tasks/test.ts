/**
 * `deno task test`: the gate, a line a step, then `N passed, N failed`.
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
import { findStd } from "./_std.ts";
import { runHere, runQuietly, runTag, seconds, sources } from "./_step.ts";

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

/** Files by the permissions they state: a group is one `deno test`. */
async function byPermission(files: string[]): Promise<[string[], string[]][]> {
  const groups = new Map<string, [string[], string[]]>();
  for (const file of files) {
    const flags = (runTag(await Deno.readTextFile(file)) ?? []).map((flag) =>
      flag.replaceAll("$TMPDIR", temp)
        .replace(/^(--allow-run=(?:.*,)?)deno(?=,|$)/, `$1${Deno.execPath()}`)
    );
    const key = flags.toSorted().join(" ");
    const group = groups.get(key) ?? [flags, []];
    group[1].push(file);
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

function show(name: string, cases: Case[]): void {
  const parts = [`${count(cases, "passed")} passed`];
  for (const state of ["failed", "skipped"] as const) {
    const number = count(cases, state);
    if (number > 0) parts.push(`${number} ${state}`);
  }
  line(name, parts.join(", "), cases.reduce((sum, one) => sum + one.took, 0));
  for (const { state, name } of cases) {
    if (state === "skipped") console.log(`    skipped: ${name}`);
  }
}

/** One `deno test` of the gate, shown and counted file by file. */
async function testStep(
  args: string[],
  files: string[],
  suffix = "",
): Promise<void> {
  const report = await Deno.makeTempFile({ dir: temp, suffix: ".xml" });
  const { code, output } = await runQuietly(
    ["test", "--reporter=dot", `--junit-path=${report}`, ...args, ...files],
    environment,
  );
  const cases = await readReport(report);
  const byFile = Map.groupBy(cases, (one) => one.file);
  for (const [file, its] of byFile) show(file + suffix, its);
  total.passed += count(cases, "passed");
  total.failed += count(cases, "failed");
  if (code === 0) return;
  // A file that breaks before its first test is in no report.
  const broken = files.filter((file) =>
    file.endsWith("_test.ts") && !byFile.has(file)
  );
  for (const file of broken) line(file, "broken", 0);
  total.failed += broken.length;
  if (broken.length + count(cases, "failed") === 0) {
    line(`tests${suffix}`, `failed (${code})`, 0);
    total.failed++;
  }
  blame(output);
}

async function gate(std: string[]): Promise<void> {
  await gateStep("format", ["fmt", "--check"]);
  await gateStep("lint", ["lint"]);
  await gateStep("types", ["check", ...std]);
  await gateStep("doc lint", ["doc", "--lint", "mod.ts", "loop/testing.ts"]);
  await gateStep("publish dry run", ["publish", "--dry-run", "--allow-dirty"]);
  const tests = (await sources(".")).filter((path) =>
    path.endsWith("_test.ts")
  );
  for (const [permissions, files] of await byPermission(tests)) {
    // The types were checked above.
    await testStep(["--no-check", ...std, ...permissions], files);
  }
  await testStep(
    ["--doc", ...std, "--allow-net=127.0.0.1"],
    ["mod.ts", "loop"],
    " snippets",
  );
}

/** The tests that the arguments choose, shown as Deno shows them. */
async function chosen(std: string[]): Promise<void> {
  const paths: string[] = [];
  const rest: string[] = [];
  for (const [i, arg] of Deno.args.entries()) {
    const info = Deno.args[i - 1] === "--filter"
      ? undefined
      : await Deno.stat(arg).catch(() => undefined);
    if (info?.isDirectory) {
      const all = await sources(arg.replace(/(?<=.)\/$/, ""));
      paths.push(...all.filter((path) => path.endsWith("_test.ts")));
    } else if (info?.isFile) paths.push(arg);
    else if (arg.endsWith(".ts")) {
      throw new Error(`Cannot test ${arg}: no such file`);
    } else rest.push(arg);
  }
  if (Deno.args.length === rest.length) {
    const all = await sources(".");
    paths.push(...all.filter((path) => path.endsWith("_test.ts")));
  }
  for (const [permissions, files] of await byPermission(paths)) {
    const report = await Deno.makeTempFile({ dir: temp, suffix: ".xml" });
    const code = await runHere([
      "test",
      `--junit-path=${report}`,
      ...std,
      ...permissions,
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
  await (Deno.args.length > 0 ? chosen(std.flags) : gate(std.flags));
} catch (error) {
  total.failed++;
  console.error(error instanceof Error ? error.message : error);
} finally {
  await Deno.remove(temp, { recursive: true });
}
console.log(`in ${seconds(performance.now() - began)}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
Deno.exit(total.failed === 0 ? 0 : 1);
