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
import { findStd, type Std } from "./_std.ts";
import { runHere, runQuietly, runTag, seconds, sources } from "./_step.ts";

const total = { passed: 0, failed: 0 };

function line(name: string, result: string, took: number): void {
  console.log(`${name.padEnd(44)} ${result.padEnd(20)} ${seconds(took)}`);
}

/** What a test process may touch of the machine's folders. */
function environment(temp: string): Record<string, string> {
  return { TMPDIR: temp, TEMP: temp, TMP: temp };
}

/** The files of each set of permissions, a set being one `deno test`. */
async function byPermission(
  files: string[],
  temp: string,
): Promise<Map<string[], string[]>> {
  const groups = new Map<string, [string[], string[]]>();
  for (const file of files) {
    const flags = (runTag(await Deno.readTextFile(file)) ?? []).map((flag) =>
      flag.replaceAll("$TMPDIR", temp)
        .replace(/^--allow-run=deno$/, `--allow-run=${Deno.execPath()}`)
    );
    const key = flags.toSorted().join(" ");
    const group = groups.get(key) ?? [flags, []];
    group[1].push(file);
    groups.set(key, group);
  }
  return new Map(groups.values());
}

interface Case {
  file: string;
  name: string;
  state: "passed" | "failed" | "skipped";
  took: number;
}

/** The cases of a JUnit report as `deno test` writes it. */
function cases(report: string): Case[] {
  const attribute = (tag: string, name: string) =>
    (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "")
      .replaceAll("&quot;", '"').replaceAll("&apos;", "'")
      .replaceAll("&lt;", "<").replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
  const pattern =
    /<testcase\b((?:\s[\w-]+="[^"]*")*)\s*(?:\/>|>([^]*?)<\/testcase>)/g;
  return [...report.matchAll(pattern)].map(([, tag = "", body = ""]) => ({
    file: attribute(tag, "classname").replace(/^\.\//, ""),
    name: attribute(tag, "name"),
    state: /<(failure|error)\b/.test(body)
      ? "failed"
      : /<skipped\b/.test(body)
      ? "skipped"
      : "passed",
    took: Number(attribute(tag, "time")) * 1000,
  }));
}

/** Adds a report to the total; shows it file by file when asked. */
async function count(
  path: string,
  code: number,
  show: boolean,
): Promise<number> {
  const all = await Deno.readTextFile(path).then(cases, () => []);
  for (const [file, its] of Map.groupBy(all, (one) => one.file)) {
    const number = (state: Case["state"]) =>
      its.filter((one) => one.state === state).length;
    total.passed += number("passed");
    total.failed += number("failed");
    if (!show) continue;
    const parts = (["passed", "failed", "skipped"] as const)
      .filter((state) => state === "passed" || number(state) > 0)
      .map((state) => `${number(state)} ${state}`);
    line(file, parts.join(", "), its.reduce((sum, one) => sum + one.took, 0));
    for (const { state, name } of its) {
      if (state === "skipped") console.log(`    skipped: ${name}`);
    }
  }
  const failed = all.filter((one) => one.state === "failed").length;
  // Deno also fails for what is no case of a test: types, a leak at the end.
  if (code !== 0 && failed === 0) total.failed++;
  return all.length;
}

async function gateStep(name: string, args: string[]): Promise<void> {
  const { code, output, took } = await runQuietly(args);
  total[code === 0 ? "passed" : "failed"]++;
  line(name, code === 0 ? "ok" : `failed (${code})`, took);
  if (code !== 0) console.log(`${output}\n`);
}

/** One `deno test` of the gate, counted file by file. */
async function testStep(
  name: string,
  args: string[],
  temp: string,
  report: string,
): Promise<void> {
  const { code, output, took } = await runQuietly(
    ["test", "--reporter=dot", `--junit-path=${report}`, ...args],
    environment(temp),
  );
  const ran = await count(report, code, true);
  if (code === 0 && ran > 0) return;
  line(name, code === 0 ? "nothing to run" : `failed (${code})`, took);
  if (code !== 0) console.log(`${output}\n${hint(output)}`);
}

function hint(output: string): string {
  return output.includes("NotCapable")
    ? "A test file states its permissions in its header: // @run --allow-read\n"
    : "";
}

async function gate(std: Std, temp: string): Promise<void> {
  const doors = ["mod.ts", "loop/testing.ts"];
  await gateStep("format", ["fmt", "--check"]);
  await gateStep("lint", ["lint"]);
  await gateStep("types", ["check", ...std.flags]);
  await gateStep("doc lint", ["doc", "--lint", ...doors]);
  await gateStep("publish dry run", ["publish", "--dry-run", "--allow-dirty"]);
  const tests = (await sources(".")).filter((path) =>
    path.endsWith("_test.ts")
  );
  let reports = 0;
  for (const [flags, files] of await byPermission(tests, temp)) {
    // The types were checked above.
    const args = ["--no-check", ...std.flags, ...flags, ...files];
    await testStep("tests", args, temp, `${temp}/${reports++}.xml`);
  }
  await testStep(
    "doc snippets",
    ["--doc", ...std.flags, "--allow-net=127.0.0.1", "mod.ts", "loop"],
    temp,
    `${temp}/${reports++}.xml`,
  );
}

/** The tests that the arguments choose, shown as Deno shows them. */
async function chosen(std: Std, temp: string): Promise<void> {
  const paths: string[] = [];
  const rest: string[] = [];
  for (const arg of Deno.args) {
    const info = await Deno.stat(arg).catch(() => undefined);
    if (info?.isDirectory) {
      paths.push(...await sources(arg.replace(/(?<=.)\/$/, "")));
    } else if (info?.isFile) paths.push(arg);
    else rest.push(arg);
  }
  const files = Deno.args.length === rest.length ? await sources(".") : paths;
  const tests = files.filter((path) =>
    path.endsWith("_test.ts") || Deno.args.includes(path)
  );
  if (rest.some((arg) => arg.endsWith(".ts"))) {
    console.error(`Cannot run ${rest.join(" ")}: no such file`);
    total.failed++;
    return;
  }
  let reports = 0;
  for (const [flags, group] of await byPermission(tests, temp)) {
    const report = `${temp}/${reports++}.xml`;
    const code = await runHere(
      [
        "test",
        `--junit-path=${report}`,
        ...std.flags,
        ...flags,
        ...rest,
        ...group,
      ],
      environment(temp),
    );
    await count(report, code, false);
  }
}

const began = performance.now();
const temp = await Deno.makeTempDir({ prefix: "asyncio-test-" });
try {
  const std = await findStd(temp);
  console.log(std.line);
  if (Deno.args.length > 0) await chosen(std, temp);
  else {
    await gate(std, temp);
    console.log(`in ${seconds(performance.now() - began)}`);
  }
} finally {
  await Deno.remove(temp, { recursive: true });
}
console.log(`${total.passed} passed, ${total.failed} failed`);
Deno.exit(total.failed === 0 ? 0 : 1);
