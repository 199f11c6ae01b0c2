/**
 * `deno task mutate [FILE...] [--sample=N] [--seed=S] [--results=FILE]`: changes
 * loop/ in small ways, one at a time, in a copy of the checkout, and shows which
 * changes no test notices. `--sample` takes N of all changes, evenly spread over the
 * files; another seed takes others. What was found is added to `--results`, and
 * what stands there is not tried again.
 *
 * First every test file runs once with its coverage counted. A change is then
 * tried on the test files that run its line, one after the other, those first that
 * noticed other changes of the file or run most of it, until 60 seconds' worth of
 * tests have passed. A change that hangs the tests, or that does not fit the types, is
 * noticed, too.
 *
 * Fails when fewer than 85 % of the changes that are not listed as equivalent in
 * `_equivalent.ts` are noticed.
 */
import { readLcov } from "./coverage.ts";
import { equivalents, isMeant } from "./_equivalent.ts";
import { type Mutant, mutantsOf, sample } from "./_mutants.ts";
import { writeStandIns } from "./_std.ts";
import { loopTests, seconds, sources, testFlags } from "./_step.ts";

const LEAST = 85;
/** Test files that take so long together are tried on a change, and no others. */
const PATIENCE = 60_000;
/** A test file that takes longer hangs; and so it does at twice its usual time. */
const HUNG = 60_000;
/** On how many test files a line is tried that none of them seems to run. */
const UNCOUNTED = 4;
/** Of no use here: they look at the sources, or run what has its own tests. */
const OTHERS = /^tests\/(soak|conformance)\/|layers|contract|by_url|examples/;
/** How long a test file may take at most. */
const LIMIT = 180_000;
const PROGRAMS = "conformance programs";

const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

type Verdict = "killed" | "timed out" | "survived";

/** What became of a change, and what noticed it. */
interface Finding {
  verdict: Verdict;
  by?: string;
}

interface Change {
  file: string;
  mutant: Mutant;
}

/** One file of tests, or the conformance programs. */
interface Suite {
  name: string;
  args: string[];
  took: number;
  /** The lines of loop/ that it runs. */
  lines: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Runs Deno in the folder; `null` when it takes too long. */
async function deno(
  folder: string,
  limit: number,
  args: string[],
  env: Record<string, string> = {},
): Promise<boolean | null> {
  const child = new Deno.Command(Deno.execPath(), {
    args,
    cwd: folder,
    env: { NO_COLOR: "1", TMPDIR: `${folder}/tmp`, ...env },
    stdin: "null",
    stdout: "null",
    stderr: "null",
    // A group of its own, which ends as one; programs may catch SIGTERM.
    detached: true,
  }).spawn();
  const kill = () =>
    Deno.kill(
      Deno.build.os === "windows" ? child.pid : -child.pid,
      "SIGKILL",
    );
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    kill();
  }, limit);
  // Whoever ends this program ends what it has started.
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    kill();
  };
  for (const signal of SIGNALS) Deno.addSignalListener(signal, stop);
  const { success } = await child.status;
  for (const signal of SIGNALS) Deno.removeSignalListener(signal, stop);
  clearTimeout(timer);
  if (isStopped) {
    Deno.removeSync(folder, { recursive: true });
    Deno.exit(130);
  }
  return isLate ? null : success;
}

/** What loops for good may also want memory for good. */
const HEAP = "--v8-flags=--max-old-space-size=1024";
const TEST = [
  "test",
  HEAP,
  "--no-check",
  "--no-lock",
  "--no-prompt",
  "--fail-fast",
];

/** The changes tried so far of a checkout's copy, and what its tests made of them. */
class Laboratory {
  readonly #folder: string;
  readonly #suites: Suite[] = [];
  /** How many changes of a file a suite has noticed: `file suite`. */
  readonly #kills = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Runs everything unchanged, and notes how long it takes and what it runs. */
  async survey(): Promise<void> {
    const map = await writeStandIns(this.#folder);
    const run = ["run", HEAP, "--no-check", "--no-lock", "--no-prompt"];
    const all: [name: string, args: string[]][] = [[
      PROGRAMS,
      [...run, "--allow-read=.", "tests/tasks/_mutant_run.ts"],
    ]];
    for (const path of await loopTests()) {
      if (OTHERS.test(path)) continue;
      const flags = testFlags(
        await Deno.readTextFile(path),
        `${this.#folder}/tmp`,
      );
      all.push([path, [...TEST, `--import-map=${map}`, ...flags, path]]);
    }
    for (const [name, args] of all) {
      const profile = `${this.#folder}/profile`;
      const env = { DENO_COVERAGE_DIR: profile };
      const began = performance.now();
      // Counting takes time, which some tests have not.
      const passed = await deno(this.#folder, LIMIT, args, env) ||
        await deno(this.#folder, LIMIT, args);
      const took = performance.now() - began;
      const lines = await this.#covered(profile);
      await Deno.remove(profile, { recursive: true }).catch(() => {});
      if (passed) this.#suites.push({ name, args, took, lines });
      else console.log(`without ${name}, which fails, ${seconds(took)}`);
    }
    const took = this.#suites.reduce((sum, one) => sum + one.took, 0);
    console.log(`${this.#suites.length} files of tests, ${seconds(took)}`);
  }

  async #covered(profile: string): Promise<Suite["lines"]> {
    const output = `${this.#folder}/lcov`;
    await deno(this.#folder, 60_000, [
      "coverage",
      "--lcov",
      `--include=^file://${this.#folder}/loop/`,
      `--output=${output}`,
      profile,
    ]);
    return new Map(
      readLcov(await Deno.readTextFile(output), `${this.#folder}/`)
        .map(({ file, ran }) => [file, new Set(ran)]),
    );
  }

  /** A suite noticed a change of a file. */
  note(file: string, suite: string): void {
    const key = `${file} ${suite}`;
    this.#kills.set(key, (this.#kills.get(key) ?? 0) + 1);
  }

  /** What may notice a change, in the order of trying. */
  #due(file: string, line: number): Suite[] {
    const own = `tests/${file.replace(/^loop\/_?|\.ts$/g, "")}_test.ts`;
    const kills = ({ name }: Suite) => this.#kills.get(`${file} ${name}`) ?? 0;
    const size = ({ lines }: Suite) => lines.get(file)?.size ?? 0;
    const worth = (suite: Suite) => size(suite) / (1000 + suite.took);
    const ordered = this.#suites.toSorted((a, b) =>
      kills(b) - kills(a) ||
      Number(b.name === own) - Number(a.name === own) || worth(b) - worth(a)
    );
    const due: Suite[] = [];
    let time = 0;
    for (const suite of ordered) {
      if (time > PATIENCE) break;
      if (!suite.lines.get(file)?.has(line)) continue;
      due.push(suite);
      time += suite.took;
    }
    // Nobody counts what runs in a Worker, or in a process that is killed.
    return due.length > 0
      ? due
      : ordered.toSorted((a, b) => size(b) - size(a)).slice(0, UNCOUNTED);
  }

  async #passes(suite: Suite, file: string): Promise<boolean | null> {
    // Programs about the file's own topic come first.
    const topic = file.replace(/^loop\/_?|\.ts$/g, "");
    const args = suite.name === PROGRAMS ? [...suite.args, topic] : suite.args;
    return await deno(
      this.#folder,
      Math.min(5000 + 2 * suite.took, HUNG),
      args,
    );
  }

  async try(file: string, mutant: Mutant): Promise<Finding> {
    const path = `${this.#folder}/${file}`;
    const write = (text: string) => Deno.writeTextFile(path, text);
    const original = await Deno.readTextFile(path);
    try {
      for (const suite of this.#due(file, mutant.line)) {
        let hung = false;
        for (;;) {
          await write(mutant.text);
          const passed = await this.#passes(suite, file);
          if (passed === false) return { verdict: "killed", by: suite.name };
          if (passed) break;
          if (hung) return { verdict: "timed out", by: suite.name };
          // Was it the change, or the machine?
          await write(original);
          hung = await this.#passes(suite, file) === true;
        }
      }
      await write(mutant.text);
      // The gate checks the types, too.
      const check = ["check", "--no-lock", "mod.ts", "loop/testing.ts"];
      if (await deno(this.#folder, LIMIT, check) === false) {
        return { verdict: "killed", by: "types" };
      }
      return { verdict: "survived" };
    } finally {
      await write(original);
    }
  }
}

async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (name.startsWith(".") || name === "_site") continue;
    if (isDirectory) await copy(`${from}/${name}`, `${to}/${name}`);
    else await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}

/** What was found so far, one in a line of a file; `undefined` keeps nothing. */
class Notebook {
  readonly #path: string | undefined;
  readonly #found = new Map<string, Finding>();

  constructor(path: string | undefined) {
    this.#path = path;
    if (path === undefined) return;
    Deno.writeTextFileSync(path, "", { append: true });
    const lines = Deno.readTextFileSync(path).split("\n").filter(Boolean);
    for (const line of lines) {
      const { change, ...finding } = JSON.parse(line);
      this.#found.set(change, finding);
    }
  }

  #name(file: string, { line, before, after, change }: Mutant): string {
    return `${file}:${line} ${change}: ${before} -> ${after}`;
  }

  get(file: string, mutant: Mutant): Finding | undefined {
    return this.#found.get(this.#name(file, mutant));
  }

  add(file: string, mutant: Mutant, finding: Finding): void {
    if (this.#path === undefined) return;
    const change = this.#name(file, mutant);
    const line = JSON.stringify({ change, ...finding });
    Deno.writeTextFileSync(this.#path, `${line}\n`, { append: true });
  }
}

/** What became of the changes of a file. */
type Count = Record<Verdict | "equivalent", number>;

/** Tries the changes, and says what became of those of each file. */
async function tryAll(
  laboratory: Laboratory,
  notebook: Notebook,
  changes: readonly Change[],
): Promise<Map<string, Count>> {
  const counts = new Map<string, Count>();
  for (const { file, mutant } of changes) {
    const finding = notebook.get(file, mutant);
    if (finding?.by) laboratory.note(file, finding.by);
  }
  for (const { file, mutant } of changes) {
    const count = counts.get(file) ??
      { killed: 0, "timed out": 0, survived: 0, equivalent: 0 };
    counts.set(file, count);
    if (equivalents[file]?.some((one) => isMeant(one, mutant))) {
      count.equivalent++;
      continue;
    }
    let finding = notebook.get(file, mutant);
    if (!finding) {
      finding = await laboratory.try(file, mutant);
      if (finding.by) laboratory.note(file, finding.by);
      notebook.add(file, mutant, finding);
    }
    count[finding.verdict]++;
    if (finding.verdict !== "survived") continue;
    console.log(
      `  ${file}:${mutant.line} ${mutant.change}\n` +
        `    - ${mutant.before}\n    + ${mutant.after}`,
    );
  }
  return counts;
}

function option(name: string): string | undefined {
  return Deno.args.find((arg) => arg.startsWith(`--${name}=`))
    ?.slice(name.length + 3);
}

function report(counts: ReadonlyMap<string, Count>): number {
  const total: Count = {
    killed: 0,
    "timed out": 0,
    survived: 0,
    equivalent: 0,
  };
  const names = Object.keys(total) as (keyof Count)[];
  const row = (name: string, cells: readonly (string | number)[]) =>
    console.log(
      name.padEnd(28) + cells.map((it) => `${it}`.padStart(11)).join(""),
    );
  row("", names);
  for (const [file, count] of [...counts].sort()) {
    for (const name of names) total[name] += count[name];
    row(file, names.map((name) => count[name]));
  }
  row("all", names.map((name) => total[name]));
  const noticed = total.killed + total["timed out"];
  const due = noticed + total.survived;
  const share = due === 0 ? 100 : noticed / due * 100;
  console.log(`${noticed} of ${due} noticed: ${share.toFixed(1)} %`);
  return share;
}

async function main(): Promise<boolean> {
  const chosen = Deno.args.filter((arg) => !arg.startsWith("--"));
  const notebook = new Notebook(option("results"));
  const folder = await Deno.realPath(
    await Deno.makeTempDir({ prefix: "asyncio-mutate-" }),
  );
  try {
    await copy(".", folder);
    await Deno.mkdir(`${folder}/tmp`);
    const all: Change[] = [];
    for (const file of chosen.length > 0 ? chosen : await sources("loop")) {
      const text = await Deno.readTextFile(`${folder}/${file}`);
      for (const mutant of mutantsOf(text)) all.push({ file, mutant });
    }
    const seed = Number(option("seed") ?? 1);
    const changes = sample(all, Number(option("sample") ?? all.length), seed);
    console.log(`${changes.length} of ${all.length} changes, seed ${seed}`);
    const laboratory = new Laboratory(folder);
    await laboratory.survey();
    return report(await tryAll(laboratory, notebook, changes)) >= LEAST;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

if (import.meta.main) Deno.exit(await main() ? 0 : 1);
