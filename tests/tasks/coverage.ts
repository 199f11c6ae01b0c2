/**
 * `deno task coverage`: lines and branches of loop/ that the tests run, file by
 * file; fails below 95 % of either. What tests start in Workers and in other
 * processes counts, unless these are killed.
 *
 * With `--uncovered` the lines that nothing ran follow; with test files only those
 * run.
 */
import { findStd } from "./_std.ts";
import { loopTests, runQuietly, testFlags } from "./_step.ts";
import { suiteOf } from "./_suites.ts";

const LEAST = 95;

/** What runs where nothing is counted; `deno task test:node` and others run it. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "loop/_worker.ts": "it runs in Workers, as text",
};

/** What the tests ran of one file. */
export interface Covered {
  file: string;
  lines: number;
  linesRun: number;
  branches: number;
  branchesRun: number;
  /** The numbers of the lines that ran. */
  ran: number[];
  /** The numbers of the lines that nothing ran. */
  missed: number[];
}

/** Reads a report as `deno coverage --lcov` writes it. */
export function readLcov(lcov: string, root: string): Covered[] {
  return lcov.split("end_of_record\n").filter((record) => record.trim())
    .map((record) => {
      const lines = record.split("\n");
      const values = (tag: string) =>
        lines.filter((line) => line.startsWith(`${tag}:`))
          .map((line) => line.slice(tag.length + 1));
      const hits = values("DA").map((it) => it.split(",").map(Number));
      const branches = values("BRDA").map((it) => it.split(",")[3]);
      return {
        file: values("SF")[0].replace(/^file:\/\//, "").replace(root, ""),
        lines: hits.length,
        linesRun: hits.filter(([, count]) => count > 0).length,
        branches: branches.length,
        branchesRun: branches.filter((it) => it !== "0" && it !== "-").length,
        ran: hits.filter(([, count]) => count > 0).map(([line]) => line),
        missed: hits.filter(([, count]) => count === 0).map(([line]) => line),
      };
    });
}

function percent(run: number, all: number): number {
  return all === 0 ? 100 : run / all * 100;
}

function row(
  name: string,
  one: Omit<Covered, "file" | "ran" | "missed">,
): string {
  const cell = (run: number, all: number) =>
    `${percent(run, all).toFixed(1)} %`.padStart(8) +
    ` ${run}/${all}`.padEnd(12);
  return `${name.padEnd(28)} ${cell(one.linesRun, one.lines)}` +
    cell(one.branchesRun, one.branches);
}

/** 3, 4, 5, 9 as "3-5, 9". */
function ranges(numbers: number[]): string {
  const parts: [number, number][] = [];
  for (const number of numbers) {
    const last = parts.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, to]) => from === to ? `${from}` : `${from}-${to}`)
    .join(", ");
}

async function main(): Promise<boolean> {
  const temp = await Deno.makeTempDir({ prefix: "asyncio-coverage-" });
  const root = `${Deno.cwd()}/`;
  try {
    const std = await findStd(temp);
    const chosen = Deno.args.filter((arg) => arg.endsWith(".ts"));
    const tests = chosen.length > 0 ? chosen : await loopTests();
    const groups = new Map<string, { flags: string[]; files: string[] }>();
    for (const path of tests) {
      const text = await Deno.readTextFile(path);
      // CPython's own output says nothing about loop/.
      const flags = testFlags(text, temp).map((flag) =>
        flag.replace(/python3[^,]*,/g, "")
      );
      const { lock } = suiteOf(path);
      const key = [lock, ...flags.toSorted()].join(" ");
      const group = groups.get(key) ??
        { flags: [...await std.flags(lock), ...flags], files: [] };
      group.files.push(path);
      groups.set(key, group);
    }
    const profiles: string[] = [];
    for (const { flags, files } of groups.values()) {
      const profile = `${temp}/profile${profiles.length}`;
      profiles.push(profile);
      const { code, output } = await runQuietly(
        ["test", "--no-check", "--reporter=dot", ...flags, ...files],
        // Programs that a test starts inherit it, and its Workers count as well.
        { TMPDIR: temp, TEMP: temp, TMP: temp, DENO_COVERAGE_DIR: profile },
      );
      if (code === 0) continue;
      // Counting takes time, which some tests have not; the gate judges them.
      console.log(output.split("\n").slice(-40).join("\n"));
    }
    const { code, output } = await runQuietly([
      "coverage",
      "--lcov",
      `--include=^file://${root}loop/`,
      `--output=${temp}/lcov`,
      ...profiles,
    ]);
    if (code !== 0) throw new Error(output);
    const covered = readLcov(await Deno.readTextFile(`${temp}/lcov`), root)
      .toSorted((a, b) => a.file < b.file ? -1 : 1);
    console.log(`${"".padEnd(28)}    lines               branches`);
    for (const one of covered) console.log(row(one.file, one));
    const total = { lines: 0, linesRun: 0, branches: 0, branchesRun: 0 };
    for (const one of covered) {
      const why = ELSEWHERE[one.file];
      if (why !== undefined) {
        console.log(`${one.file} is not in the sum: ${why}`);
        continue;
      }
      for (const key of Object.keys(total) as (keyof typeof total)[]) {
        total[key] += one[key];
      }
    }
    console.log(row("all of loop/", total));
    if (Deno.args.includes("--uncovered")) {
      for (const { file, missed } of covered) {
        if (missed.length > 0) console.log(`${file}: ${ranges(missed)}`);
      }
    }
    return percent(total.linesRun, total.lines) >= LEAST &&
      percent(total.branchesRun, total.branches) >= LEAST;
  } finally {
    await Deno.remove(temp, { recursive: true });
  }
}

if (import.meta.main) Deno.exit(await main() ? 0 : 1);
