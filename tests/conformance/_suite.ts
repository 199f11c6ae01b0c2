// The programs of this folder, and what some of them need.
import * as python from "./_python.ts";
import { type Clock, type Program, record } from "./_python.ts";
import { type Difference, differences } from "./differences.ts";

/** They print default task names, whose counter is one for the process. */
const freshWorker = new Set([
  "046_task_names",
  "047_implicit_task_names",
  "618_task_names_over_runs",
]);

/** They send their process a signal, which would end the one of the tests. */
const ownProcess = new Set([
  "275_sigint_runner",
  "276_sigint_swallowed",
  "277_signal_handler",
]);

/** They block the thread or wait for the host, beside a timer that a virtual clock jumps to. */
const realClockOnly = new Set([
  "080_timeout_nested_both",
  "230_to_thread",
  "232_call_soon_threadsafe",
  "233_run_in_executor",
  "275_sigint_runner",
  "276_sigint_swallowed",
  "280_debug_slow_callback",
  "452_cancel_sleep_already_due",
]);

/** CPython prints these lines only from 3.14 on. */
export const since314: ReadonlySet<string> = new Set([
  "242_eager_task_group",
  "282_run_non_coroutine",
  "302_run_awaitable",
  "303_eager_start_arg",
]);

/** One program: the Python original and, where there is one, the translation. */
export interface Entry {
  /** `NNN_topic`. */
  name: string;
  /** The first line of the original. */
  behaviour: string;
  /** What CPython prints. */
  expected: string[];
  /** Whether `NNN_topic.ts` is there. */
  translated: boolean;
  /** What mod.ts still lacks for it: it waits as `NNN_topic.ts.later`. */
  lacks: string[] | null;
  /** Its line in the list of differences. */
  difference: Difference | null;
  /** The clocks it runs on. */
  clocks: Clock[];
}

/** Where a file of this folder is. */
export function file(name: string): URL {
  return new URL(name, import.meta.url);
}

/** Splits what a program printed into lines. */
export function toLines(output: string): string[] {
  const all = output.replaceAll("\r\n", "\n").split("\n");
  if (all.at(-1) === "") all.pop();
  return all;
}

/** Every program, in order. */
export function entries(): Entry[] {
  const files = new Set(Array.from(Deno.readDirSync(file(".")), (f) => f.name));
  const names = [...files].filter((name) => name.endsWith(".py")).sort();
  return names.map((python) => {
    const name = python.slice(0, -".py".length);
    const first = Deno.readTextFileSync(file(python)).split("\n", 1)[0];
    return {
      name,
      behaviour: first.replace(/^# */, "").trim(),
      expected: toLines(Deno.readTextFileSync(file(`${name}.expected`))),
      translated: files.has(`${name}.ts`),
      lacks: files.has(`${name}.ts.later`)
        ? lacking(Deno.readTextFileSync(file(`${name}.ts.later`)))
        : null,
      difference: differences.find((one) => one.program === name) ?? null,
      clocks: realClockOnly.has(name) ? ["real"] : ["virtual", "real"],
    };
  });
}

/** The values that a translation imports and that are not there. */
function lacking(source: string): string[] {
  const list = /import \{([^}]*)\} from "\.\/_python\.ts"/.exec(source)?.[1];
  const names = (list ?? "").split(",").map((name) => name.trim());
  return names.filter((name) =>
    name !== "" && !name.startsWith("type ") && !(name in python)
  );
}

/** The translations that have no original, which nothing would compare. */
export function strays(): string[] {
  const files = Array.from(Deno.readDirSync(file(".")), (f) => f.name);
  return files.filter((name) =>
    /^\d+_.*\.ts(\.later)?$/.test(name) &&
    !files.includes(name.replace(/ts(\.later)?$/, "py"))
  );
}

const longest = 30_000; // a process or Worker of its own starts slowly beside others

/** Runs a translation and gives what it printed. */
export async function output(entry: Entry, clock: Clock): Promise<string[]> {
  const module = file(`${entry.name}.ts`).href;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`${entry.name} has not ended after ${longest} ms`);
    timer = setTimeout(() => reject(error), longest);
  });
  try {
    return await Promise.race([
      freshWorker.has(entry.name)
        ? inWorker(module, clock)
        : ownProcess.has(entry.name)
        ? inProcess(module, clock)
        : here(),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }

  async function here(): Promise<string[]> {
    const { default: program }: { default: Program } = await import(module);
    return await record(program, clock);
  }
}

async function inWorker(module: string, clock: Clock): Promise<string[]> {
  const worker = new Worker(file("_worker.ts"), { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) =>
        "lines" in data ? resolve(data.lines) : reject(new Error(data.error));
      worker.onerror = (event) => {
        event.preventDefault(); // else it ends this process too
        reject(new Error(event.message));
      };
      worker.postMessage({ module, clock });
    });
  } finally {
    worker.terminate();
  }
}

async function inProcess(module: string, clock: Clock): Promise<string[]> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-read=.", file("_process.ts").href, module, clock],
    cwd: file("../../"),
    stdin: "null",
  });
  const { success, stdout, stderr } = await child.output();
  const [out, err] = [stdout, stderr].map((it) => new TextDecoder().decode(it));
  if (!success) throw new Error(err);
  return JSON.parse(out);
}

/**
 * The lines that only one side has, each with its sign, among those that both
 * have; empty when they are the same.
 */
export function diff(expected: string[], actual: string[]): string[] {
  if (
    expected.length === actual.length &&
    expected.every((line, index) => line === actual[index])
  ) return [];
  // common[i][j] = how many lines expected.slice(i) and actual.slice(j) share.
  const common = Array.from(
    { length: expected.length + 1 },
    () => new Array<number>(actual.length + 1).fill(0),
  );
  for (let i = expected.length - 1; i >= 0; i--) {
    for (let j = actual.length - 1; j >= 0; j--) {
      common[i][j] = expected[i] === actual[j]
        ? common[i + 1][j + 1] + 1
        : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const lines: string[] = [];
  let i = 0, j = 0;
  while (i < expected.length || j < actual.length) {
    if (
      i < expected.length && j < actual.length && expected[i] === actual[j]
    ) {
      lines.push(`  ${expected[i++]}`);
      j++;
    } else if (
      j >= actual.length ||
      i < expected.length && common[i + 1][j] >= common[i][j + 1]
    ) {
      lines.push(`- ${expected[i++]}`);
    } else {
      lines.push(`+ ${actual[j++]}`);
    }
  }
  return lines;
}

/** Throws with a diff when a program printed something else than it should. */
export function assertPrints(
  name: string,
  expected: string[],
  actual: string[],
): void {
  const lines = diff(expected, actual);
  if (lines.length > 0) {
    const legend = "(- expected, + printed)";
    throw new Error(`${name} ${legend}\n${lines.join("\n")}`);
  }
}
