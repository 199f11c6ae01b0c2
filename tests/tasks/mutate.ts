/**
 * `deno task mutate [FILE...] [--limit=N] [--seconds=N]`: changes loop/ in small
 * ways, one at a time, in a copy of the checkout, and shows which changes no test
 * notices. `--limit` takes that many changes of each file, evenly spread;
 * `--seconds` stops after that time, with about the same share of each file tried.
 *
 * First every test file runs once with its coverage counted. A change is then
 * tried on the files that run its line: the file's own tests first, then the
 * conformance programs on the virtual clock, then the others together. A change
 * that hangs the tests is noticed, too.
 *
 * Fails when fewer than 85 % of the changes that are not listed as equivalent in
 * `_equivalent.ts` are noticed.
 */
import { readLcov } from "./coverage.ts";
import { equivalents } from "./_equivalent.ts";
import { type Mutant, mutantsOf } from "./_mutants.ts";
import { writeStandIns } from "./_std.ts";
import { loopTests, seconds, sources, testFlags } from "./_step.ts";

const LEAST = 85;
/** Slower test files are tried on the changes of their own file alone. */
const SLOW = 10_000;
/** Of no use here: they look at the sources, or run what has its own tests. */
const OTHERS = /^tests\/(soak|conformance)\/|layers|contract|by_url|examples/;
/** How long a test file may take at most. */
const LIMIT = 180_000;
const PROGRAMS = "conformance programs";

const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

type Verdict = "killed" | "timed out" | "survived";

/** One file of tests, or the conformance programs. */
interface Suite {
  name: string;
  args: string[];
  took: number;
  /** Whether it runs a line of loop/. */
  runs(file: string, line: number): boolean;
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
  const stop = () => {
    kill();
    Deno.removeSync(folder, { recursive: true });
    Deno.exit(130);
  };
  for (const signal of SIGNALS) Deno.addSignalListener(signal, stop);
  const { success } = await child.status;
  for (const signal of SIGNALS) Deno.removeSignalListener(signal, stop);
  clearTimeout(timer);
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

class Laboratory {
  readonly #folder: string;
  readonly #suites: Suite[] = [];

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
      // What takes too long while lines are counted may pass without that.
      const passed = await deno(this.#folder, LIMIT, args, env) ||
        await deno(this.#folder, LIMIT, args);
      const took = performance.now() - began;
      if (passed) {
        this.#suites.push({ name, args, took, runs: await this.#ran(profile) });
      } else console.log(`without ${name}: it fails, ${seconds(took)}`);
      await Deno.remove(profile, { recursive: true }).catch(() => {});
    }
    this.#suites.sort((a, b) => a.took - b.took);
  }

  async #ran(profile: string): Promise<Suite["runs"]> {
    const output = `${this.#folder}/lcov`;
    const include = `--include=^file://${this.#folder}/loop/`;
    await deno(this.#folder, 60_000, [
      ...["coverage", "--lcov", include, `--output=${output}`, profile],
    ]);
    const covered = new Map(
      readLcov(await Deno.readTextFile(output), `${this.#folder}/`)
        .map(({ file, missed }) => [file, new Set(missed)]),
    );
    return (file, line) => covered.get(file)?.has(line) === false;
  }

  /** What may notice a change, in the order of trying; tests as few processes. */
  #stages(file: string, line: number): Suite[][] {
    const due = this.#suites.filter((suite) => suite.runs(file, line));
    const own = `tests/${file.replace(/^loop\/_?|\.ts$/g, "")}_test.ts`;
    const first = due.find(({ name }) => name === own) ??
      due.find(({ name }) => name !== PROGRAMS);
    const programs = due.find(({ name }) => name === PROGRAMS);
    const rest = due.filter((one) =>
      one !== first && one !== programs && one.took < SLOW
    );
    const groups = Map.groupBy(
      rest,
      ({ args }) => args.slice(0, -1).join(" "),
    );
    return [
      ...first ? [[first]] : [],
      ...programs ? [[programs]] : [],
      ...groups.values(),
    ];
  }

  async #passes(stage: Suite[], file: string): Promise<boolean | null> {
    const args = [
      ...stage[0].args.slice(0, -1),
      ...stage.map(({ args }) => args.at(-1)!),
    ];
    // Programs about the file's own topic come first.
    const topic = file.replace(/^loop\/_?|\.ts$/g, "");
    if (stage[0].name === PROGRAMS) args.push(topic);
    const took = stage.reduce((sum, one) => sum + one.took, 0);
    return await deno(this.#folder, 10_000 + 4 * took, args);
  }

  async try(file: string, mutant: Mutant): Promise<Verdict> {
    const path = `${this.#folder}/${file}`;
    const write = (text: string) => Deno.writeTextFile(path, text);
    const original = await Deno.readTextFile(path);
    try {
      for (const stage of this.#stages(file, mutant.line)) {
        for (;;) {
          await write(mutant.text);
          const passed = await this.#passes(stage, file);
          if (passed === false) return "killed";
          if (passed) break;
          // Was it the change, or the machine?
          await write(original);
          if (await this.#passes(stage, file)) return "timed out";
        }
      }
      return "survived";
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

/** Some of all, evenly spread. */
function some<T>(all: readonly T[], limit: number): T[] {
  if (all.length <= limit) return [...all];
  return Array.from(
    { length: limit },
    (_, i) => all[Math.floor((i + 0.5) * all.length / limit)],
  );
}

function option(name: string): number {
  const arg = Deno.args.find((arg) => arg.startsWith(`--${name}=`));
  return arg === undefined ? Infinity : Number(arg.split("=")[1]);
}

/** What became of the changes of a file. */
interface Count {
  all: number;
  killed: number;
  "timed out": number;
  survived: number;
  equivalent: number;
}

/** Tries the changes of the files, those of all files in turn. */
async function tryAll(
  laboratory: Laboratory,
  sources: ReadonlyMap<string, string>,
): Promise<Map<string, Count>> {
  const end = performance.now() + option("seconds") * 1000;
  const due: { file: string; mutant: Mutant; at: number }[] = [];
  const counts = new Map<string, Count>();
  for (const [file, text] of sources) {
    const all = mutantsOf(text);
    counts.set(file, {
      ...{ all: all.length, killed: 0, "timed out": 0, survived: 0 },
      equivalent: 0,
    });
    for (const [i, mutant] of some(all, option("limit")).entries()) {
      // The order of a Van der Corput sequence: any beginning is evenly spread.
      const bits = i.toString(2).split("").reverse().join("");
      due.push({ file, mutant, at: parseInt(bits, 2) / 2 ** bits.length });
    }
  }
  due.sort((a, b) => a.at - b.at);
  for (const { file, mutant } of due) {
    if (performance.now() > end) break;
    const count = counts.get(file) as Count;
    const isEquivalent = equivalents[file]?.some((one) =>
      one.before === mutant.before && one.after === mutant.after
    );
    if (isEquivalent) {
      count.equivalent++;
      continue;
    }
    const verdict = await laboratory.try(file, mutant);
    count[verdict]++;
    if (verdict !== "survived") continue;
    console.log(
      `  ${file}:${mutant.line} ${mutant.change}\n` +
        `    - ${mutant.before}\n    + ${mutant.after}`,
    );
  }
  return counts;
}

async function main(): Promise<boolean> {
  const chosen = Deno.args.filter((arg) => !arg.startsWith("--"));
  const folder = await Deno.realPath(
    await Deno.makeTempDir({ prefix: "asyncio-mutate-" }),
  );
  const total = { killed: 0, due: 0 };
  try {
    await copy(".", folder);
    await Deno.mkdir(`${folder}/tmp`);
    const files = new Map<string, string>();
    for (const file of chosen.length > 0 ? chosen : await sources("loop")) {
      files.set(file, await Deno.readTextFile(`${folder}/${file}`));
    }
    const laboratory = new Laboratory(folder);
    await laboratory.survey();
    for (const [file, count] of await tryAll(laboratory, files)) {
      const killed = count.killed + count["timed out"];
      const due = killed + count.survived;
      total.killed += killed;
      total.due += due;
      console.log(
        `${file.padEnd(26)} ${killed} of ${due} killed ` +
          `(${count["timed out"]} by the time limit), ` +
          `${count.equivalent} equivalent, ` +
          `${count.all - due - count.equivalent} not tried`,
      );
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  const share = total.due === 0 ? 100 : total.killed / total.due * 100;
  console.log(
    `${total.killed} of ${total.due} killed: ${share.toFixed(1)} %`,
  );
  return share >= LEAST;
}

if (import.meta.main) Deno.exit(await main() ? 0 : 1);
