/**
 * `deno task mutate [FILE...] [--limit=N] [--seconds=N]`: changes loop/ in small
 * ways, one at a time, in a copy of the checkout, and shows which changes no test
 * notices. The tests are the conformance programs on the virtual clock, those of
 * the file's own topic first, then the file's own tests and the sweep that cancels
 * everywhere. `--limit` takes that many changes of each file, evenly spread;
 * `--seconds` stops after that time.
 *
 * Fails when fewer than 85 % of the changes that are not listed as equivalent in
 * `_equivalent.ts` are noticed.
 */
import { equivalents } from "./_equivalent.ts";
import { type Mutant, mutantsOf } from "./_mutants.ts";
import { writeStandIns } from "./_std.ts";
import { sources } from "./_step.ts";

const LEAST = 85;
const FILES = [
  "_wait",
  "_waiters",
  "lock",
  "semaphore",
  "queue",
  "timeout",
  "task_group",
  "gather",
].map((name) => `loop/${name}.ts`);

/** What names a file's topic in names of tests and programs. */
const TOPICS: Readonly<Record<string, string>> = {
  _wait: "cancel|ticks|sleep",
  _waiters: "lock|queue|semaphore|condition|event",
  lock: "lock|condition",
  semaphore: "sem",
  timeout: "timeout|wait_for",
  task_group: "tg_|task_group",
};

/** The tests of a file that has none under its own name. */
const TESTS: Readonly<Record<string, string>> = {
  _wait: "sleep|task|timeout|shield",
  _waiters: "lock|semaphore|queue|event|barrier",
};

type Verdict = "killed" | "timed out" | "survived";

/** Runs Deno in the copy; `null` when it takes too long. */
async function deno(
  folder: string,
  limit: number,
  args: string[],
): Promise<boolean | null> {
  const signal = AbortSignal.timeout(limit);
  const { success } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd: folder,
    env: { NO_COLOR: "1", TMPDIR: folder },
    stdin: "null",
    stdout: "null",
    stderr: "null",
    signal,
  }).output();
  return signal.aborted ? null : success;
}

class Laboratory {
  readonly #folder: string;
  readonly #map: string;
  #limit = 60_000;

  constructor(folder: string, map: string) {
    this.#folder = folder;
    this.#map = map;
  }

  async #stages(file: string): Promise<string[][]> {
    const name = file.replace(/^loop\/|\.ts$/g, "");
    const own = (await sources("tests")).filter((path) =>
      new RegExp(`^tests/(${TESTS[name] ?? name})_test\\.ts$`).test(path)
    );
    return [
      [
        "run",
        "--no-check",
        "--no-lock",
        "--no-prompt",
        "--allow-read=.",
        "tests/tasks/_mutant_run.ts",
        TOPICS[name] ?? name,
      ],
      [
        "test",
        "--no-check",
        "--no-lock",
        "--no-prompt",
        "--fail-fast",
        "--allow-read=.",
        `--import-map=${this.#map}`,
        ...own,
        "tests/cancellation_sweep_test.ts",
        "tests/regressions_test.ts",
      ],
    ];
  }

  /** The tests without a change: they must pass, and say how long they take. */
  async calibrate(file: string): Promise<void> {
    this.#limit = 60_000;
    for (const args of await this.#stages(file)) {
      // The second time nothing is compiled any more.
      for (let times = 0; times < 2; times++) {
        const began = performance.now();
        if (!await deno(this.#folder, 60_000, args)) {
          throw new Error(`the tests of ${file} fail without any change`);
        }
        this.#limit = Math.min(
          60_000,
          8_000 + 4 * (performance.now() - began),
        );
      }
    }
  }

  async try(file: string, mutant: Mutant): Promise<Verdict> {
    const path = `${this.#folder}/${file}`;
    await Deno.writeTextFile(path, mutant.text);
    try {
      for (const args of await this.#stages(file)) {
        const passed = await deno(this.#folder, this.#limit, args);
        if (passed === null) return "timed out";
        if (!passed) return "killed";
      }
      return "survived";
    } finally {
      await Deno.copyFile(file, path);
    }
  }
}

async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copy(`${from}/${name}`, `${to}/${name}`);
    else await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}

/** Some of all, evenly spread. */
function some<T>(all: readonly T[], limit: number): T[] {
  if (all.length <= limit) return [...all];
  return Array.from(
    { length: limit },
    (_, i) => all[Math.floor(i * all.length / limit)],
  );
}

function option(name: string): number {
  const arg = Deno.args.find((arg) => arg.startsWith(`--${name}=`));
  return arg === undefined ? Infinity : Number(arg.split("=")[1]);
}

async function main(): Promise<boolean> {
  const chosen = Deno.args.filter((arg) => !arg.startsWith("--"));
  const end = performance.now() + option("seconds") * 1000;
  const folder = await Deno.makeTempDir({ prefix: "asyncio-mutate-" });
  const total = { killed: 0, due: 0 };
  try {
    for (const path of ["loop", "tests/conformance", "tests/tasks"]) {
      await copy(path, `${folder}/${path}`);
    }
    for (const path of ["mod.ts", "deno.json", ...await tests()]) {
      await Deno.copyFile(path, `${folder}/${path}`);
    }
    const laboratory = new Laboratory(folder, await writeStandIns(folder));
    for (const file of chosen.length > 0 ? chosen : FILES) {
      if (performance.now() > end) break;
      await laboratory.calibrate(file);
      const all = mutantsOf(await Deno.readTextFile(file));
      const count = { killed: 0, "timed out": 0, survived: 0, equivalent: 0 };
      for (const mutant of some(all, option("limit"))) {
        if (performance.now() > end) break;
        const why = equivalents[file]?.find((one) =>
          one.before === mutant.before && one.after === mutant.after
        )?.why;
        if (why !== undefined) {
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
      const killed = count.killed + count["timed out"];
      const due = killed + count.survived;
      total.killed += killed;
      total.due += due;
      console.log(
        `${file.padEnd(22)} ${killed} of ${due} killed ` +
          `(${count["timed out"]} by the time limit), ` +
          `${count.equivalent} equivalent, ` +
          `${all.length - due - count.equivalent} not tried`,
      );
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  const share = total.due === 0 ? 0 : total.killed / total.due * 100;
  console.log(
    `${total.killed} of ${total.due} killed: ${share.toFixed(1)} %`,
  );
  return share >= LEAST;
}

async function tests(): Promise<string[]> {
  return (await sources("tests")).filter((path) => !path.includes("/", 6));
}

if (import.meta.main) Deno.exit(await main() ? 0 : 1);
