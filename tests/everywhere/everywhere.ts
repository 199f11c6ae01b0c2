/**
 * `deno task test:node`: the npm tarball under Deno, Node 20 and 22, Bun, and in a
 * Chromium page and its Worker. There run the conformance programs and the tests
 * of loop/; what ran, failed and was left out goes to the terminal and into
 * matrix.json, which the site shows.
 *
 * `--only=node20,page` runs some of the runtimes and leaves the others' lines.
 * `--verbose` lists everything that was left out.
 */
import {
  assertPrints,
  entries,
  type Entry,
  file,
} from "../conformance/_suite.ts";
import type { Clock } from "../conformance/_python.ts";
import { seconds } from "../tasks/_step.ts";
import { build, type TestFile, testFiles } from "./_build.ts";
import type { Job, Result } from "./_host.ts";
import { inBrowser, inProcess, type Outcome } from "./_jobs.ts";
import { findRuntimes, type Missing, type Runtime } from "./_runtimes.ts";
import {
  type Exception,
  exceptions,
  features,
  type Place,
  PLACES,
} from "./differences.ts";

/** How many passed, failed and were left out. */
export interface Count {
  passed: number;
  failed: number;
  leftOut: number;
}

/** A runtime's line of the matrix. */
export interface Row {
  place: Place;
  /** With its version. */
  runtime: string;
  /** Why nothing ran. */
  missing?: string;
  /** The conformance programs. */
  programs: Count;
  /** The tests of loop/. */
  tests: Count;
  /** Programs and tests that print or do something else by design. */
  differences: { names: string[]; reason: string }[];
  /** What was left out, by reason. */
  leftOut: { names: string[]; reason: string }[];
  failed: string[];
}

const only = Deno.args.find((arg) => arg.startsWith("--only="))?.slice(7)
  .split(",");
const wanted = (place: Place) => only === undefined || only.includes(place);
const verbose = Deno.args.includes("--verbose");

/** Programs that print names that a process counts. */
const FRESH = [
  "046_task_names",
  "047_implicit_task_names",
  "618_task_names_over_runs",
];

class Tally {
  readonly row: Row;
  readonly blame: string[] = [];
  readonly #runtime: Runtime;

  readonly #sources: ReadonlyMap<string, string>;

  constructor(runtime: Runtime, sources: ReadonlyMap<string, string>) {
    this.#runtime = runtime;
    this.#sources = sources;
    const none = () => ({ passed: 0, failed: 0, leftOut: 0 });
    this.row = {
      place: runtime.place,
      runtime: runtime.name,
      programs: none(),
      tests: none(),
      differences: [],
      leftOut: [],
      failed: [],
    };
  }

  /** Why a program is left out here, or prints something else. */
  exception(name: string): Exception | undefined {
    const source = this.#sources.get(name) ?? "";
    const feature = features.find(({ names, on }) =>
      !on.includes(this.#runtime.place) &&
      names.some((used) =>
        new RegExp(`\\b${used.replace(/.*\.|\(\)/g, "")}\\b`).test(source)
      )
    );
    if (feature) {
      const reason = `${feature.feature} are there on ${feature.where} only`;
      return { names: [name], on: [], reason };
    }
    return exceptions.find(({ names, on }) =>
      on.includes(this.#runtime.place) && names.includes(name)
    );
  }

  #group(list: "differences" | "leftOut", name: string, reason: string): void {
    const group = this.row[list].find((one) => one.reason === reason);
    if (group) group.names.push(name);
    else this.row[list].push({ names: [name], reason });
  }

  leave(kind: "programs" | "tests", name: string, reason: string): void {
    this.row[kind].leftOut++;
    this.#group("leftOut", name, reason);
  }

  fail(kind: "programs" | "tests", name: string, error: string): void {
    this.row[kind].failed++;
    this.row.failed.push(name);
    this.blame.push(`${name}\n${error}`);
  }

  /** Counts a program; gives back one that deserves another try. */
  program(
    entry: Entry,
    result: Result,
    clock: Clock,
    again: boolean,
  ): Entry | null {
    const { name, expected, difference } = entry;
    const exception = this.exception(name);
    const due = exception?.prints ??
      (difference && "prints" in difference ? difference.prints : expected);
    try {
      if (result.lines === undefined) throw new Error(result.error);
      assertPrints(name, [...due], result.lines);
      this.row.programs.passed++;
      if (exception) this.#group("differences", name, exception.reason);
    } catch (error) {
      // A busy machine may have been the cause.
      if (clock === "real" && !again) return entry;
      this.fail("programs", name, (error as Error).message);
    }
    return null;
  }

  test({ name, error, leftOut }: Result): void {
    if (leftOut !== undefined) this.leave("tests", name, leftOut);
    else if (error !== undefined) this.fail("tests", name, error);
    else this.row.tests.passed++;
  }
}

function isBrowser({ place }: Runtime): boolean {
  return place === "page" || place === "worker";
}

async function runOn(
  runtime: Runtime,
  folder: string,
  programs: readonly Entry[],
  files: readonly TestFile[],
): Promise<Tally> {
  const sources = new Map(
    await Promise.all(
      programs.map(async ({ name }) =>
        [name, await Deno.readTextFile(file(`${name}.ts`))] as const
      ),
    ),
  );
  const tally = new Tally(runtime, sources);
  const perform = (job: Job): Promise<Outcome> =>
    (isBrowser(runtime) ? inBrowser : inProcess)(runtime, folder, job);

  /** Whoever ends the process fails; the others get a new one. */
  async function runPrograms(
    some: readonly Entry[],
    clock: Clock,
    again = false,
  ): Promise<void> {
    const late: Entry[] = [];
    let due = some.filter((entry) => {
      const exception = tally.exception(entry.name);
      if (!exception || exception.prints) return true;
      tally.leave("programs", entry.name, exception.reason);
      return false;
    });
    while (due.length > 0) {
      const names = due.map(({ name }) => name);
      const { results, wrong } = await perform(
        { kind: "programs", names, clock },
      );
      for (const result of results) {
        const entry = due.find(({ name }) => name === result.name);
        const missed = tally.program(entry as Entry, result, clock, again);
        if (missed !== null) late.push(missed);
      }
      due = due.slice(results.length);
      if (due.length > 0) {
        tally.fail("programs", due[0].name, wrong);
        due = due.slice(1);
      } else if (wrong) tally.fail("programs", `after ${names.at(-1)}`, wrong);
    }
    for (const entry of late) await runPrograms([entry], clock, true);
  }

  /** A file that ends the process fails; those after it get a new one. */
  async function runTests(some: readonly string[]): Promise<void> {
    const except = exceptions.filter(({ on }) => on.includes(runtime.place));
    const skip: string[] = [];
    for (const { names, reason } of except) {
      for (const name of names.filter((name) => name.includes(": "))) {
        skip.push(name);
        tally.leave("tests", name, reason);
      }
    }
    let due = some.filter((file) => !skip.includes(`${file}: `));
    while (due.length > 0) {
      const job: Job = { kind: "tests", files: due, skip };
      const { results, wrong } = await perform(job);
      for (const result of results) tally.test(result);
      const last = results.at(-1)?.name.split(": ")[0] ?? due[0];
      if (!wrong) break;
      tally.fail("tests", `${last}: ends`, wrong);
      due = due.slice(due.indexOf(last) + 1);
    }
  }

  const fresh = programs.filter(({ name }) => FRESH.includes(name));
  const others = programs.filter(({ name }) => !FRESH.includes(name));
  await runPrograms(
    others.filter(({ clocks }) => clocks.includes("virtual")),
    "virtual",
  );
  await runPrograms(
    others.filter(({ clocks }) => !clocks.includes("virtual")),
    "real",
  );
  for (const entry of fresh) await runPrograms([entry], "virtual");
  const due: string[] = [];
  for (const { name, why, whyInBrowser } of files) {
    const reason = isBrowser(runtime) ? whyInBrowser : why;
    if (reason) tally.leave("tests", `${name}: all`, reason);
    else due.push(name);
  }
  await runTests(due);
  return tally;
}

function figures({ passed, failed, leftOut }: Count): string {
  return `${passed} passed, ${failed} failed, ${leftOut} left out`;
}

function show(row: Row, took: number): void {
  if (row.missing !== undefined) {
    console.log(`${row.runtime.padEnd(20)} left out: ${row.missing}`);
    return;
  }
  console.log(
    `${row.runtime.padEnd(20)} ` +
      `programs ${figures(row.programs).padEnd(36)} ` +
      `tests ${figures(row.tests).padEnd(36)} ${seconds(took)}`,
  );
  for (const { names, reason } of row.differences) {
    console.log(`    differs: ${names.join(", ")}: ${reason}`);
  }
  for (const { names, reason } of row.leftOut) {
    const shown = verbose || names.length < 6
      ? names.join(", ")
      : `${names.length} of them`;
    console.log(`    left out: ${shown}: ${reason}`);
  }
}

function missingRow({ place, name, why }: Missing): Row {
  const none = { passed: 0, failed: 0, leftOut: 0 };
  return {
    place,
    runtime: name,
    missing: why,
    programs: none,
    tests: none,
    differences: [],
    leftOut: [],
    failed: [],
  };
}

/** Puts the lines into matrix.json, in the order of the places. */
async function write(rows: Row[]): Promise<void> {
  const path = new URL("matrix.json", import.meta.url);
  let old: Row[] = [];
  try {
    old = JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const all = PLACES.flatMap((place) =>
    rows.find((row) => row.place === place) ??
      old.find((row) => row.place === place) ?? []
  );
  await Deno.writeTextFile(path, JSON.stringify(all, null, 2) + "\n");
}

async function main(): Promise<boolean> {
  const folder = await Deno.makeTempDir({ prefix: "asyncio-everywhere-" });
  const rows: Row[] = [];
  const blame: string[] = [];
  try {
    const programs = entries().filter(({ translated }) => translated);
    const files = await testFiles();
    await build(
      folder,
      programs.map(({ name }) => name),
      files.filter(({ why }) => why === "").map(({ name }) => name),
    );
    for (const runtime of await findRuntimes(wanted)) {
      const began = performance.now();
      if ("why" in runtime) {
        rows.push(missingRow(runtime));
      } else {
        const tally = await runOn(runtime, folder, programs, files);
        rows.push(tally.row);
        blame.push(
          ...tally.blame.map((text) => `${runtime.name}: ${text}`),
        );
      }
      show(rows.at(-1) as Row, performance.now() - began);
      for (const text of blame.splice(0)) console.log(`\n${text}\n`);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  await write(rows);
  const sum = (key: keyof Count) =>
    rows.reduce((all, row) => all + row.programs[key] + row.tests[key], 0);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed") === 0;
}

if (import.meta.main) Deno.exit(await main() ? 0 : 1);
