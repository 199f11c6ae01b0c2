/** Runs one example as a reader would, and keeps what it printed. */
import { fileURLToPath } from "node:url";
import {
  type Example,
  type Press,
  type Recording,
  SIGNALS,
} from "../../docs/lib/examples.ts";

/** The checkout. */
export const ROOT = new URL("../../", import.meta.url);

/** What stands in a recording for the folder of the checkout. */
const SHOWN_ROOT = "file:///asyncio/";

/** Longer than any example takes, on a slow machine, too. */
const LIMIT = 60_000;

// Debug mode's report of a slow step: it tells of the machine, not of the example.
const SLOW = /^asyncio: Executing .+ took \d+\.\d+ seconds\n(?: {2}.*\n)*/gm;

// Python ends its lines on Windows as Windows does.
function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(ROOT.href, SHOWN_ROOT)
    .replace(SLOW, "");
}

async function output(
  command: string,
  args: string[],
  env: Record<string, string>,
): Promise<Recording> {
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args,
    cwd: ROOT,
    env: { ...env, NO_COLOR: "1" },
    stdin: "null",
    signal: AbortSignal.timeout(LIMIT),
  }).output();
  const text = new TextDecoder();
  return {
    code,
    stdout: plain(text.decode(stdout)),
    stderr: plain(text.decode(stderr)),
  };
}

/** Runs an example as its header says. */
export function runExample(
  example: Pick<Example, "run" | "file" | "session" | "press">,
): Promise<Recording> {
  if (example.session.length > 0) return runSession(example);
  return output(
    Deno.execPath(),
    [
      "run",
      "--quiet",
      "--no-prompt",
      ...example.run,
      `examples/${example.file}`,
    ],
    {},
  );
}

/** Runs the commands one after the other; all that the terminal shows is `stdout`. */
async function runSession(
  { session, press }: Pick<Example, "session" | "press">,
): Promise<Recording> {
  const shown: string[] = [];
  let code = 0;
  for (const command of session) {
    const keys = command === session.at(-1) ? press : null;
    const ended = await type(command, keys);
    shown.push(`$ ${command}\n${ended.screen}`);
    code = ended.code;
  }
  // Times differ from one run to the next, lines from one version of the module.
  const stdout = plain(shown.join("\n")).replace(/\b\d+\.\d s\b/g, "0.1 s")
    .replace(/\(\d+(?:ms|µs|s)\)/g, "(1ms)")
    .replace(/(\/loop\/\w+\.ts):\d+:\d+/g, "$1:1:1");
  return { code, stdout, stderr: "" };
}

/** Types a command, and presses the keys while it runs. */
async function type(
  command: string,
  press: Press | null,
): Promise<{ code: number; screen: string }> {
  // The program's `deno` is this one, whatever PATH finds.
  const [, ...args] = command.split(" ").map((word) =>
    word === "--allow-run=deno" ? `--allow-run=${Deno.execPath()}` : word
  );
  // Types are checked elsewhere: here it would only take a minute.
  const hidden = args[0] === "test" ? ["--quiet", "--no-check"] : ["--quiet"];
  const child = new Deno.Command(Deno.execPath(), {
    args: [args[0] as string, ...hidden, ...args.slice(1)],
    cwd: ROOT,
    env: { NO_COLOR: "1", INIT_CWD: fileURLToPath(ROOT) },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    signal: AbortSignal.timeout(LIMIT),
  }).spawn();
  const keys = [...press?.keys ?? []];
  let screen = "";
  // Between two keys: what was printed, then the reports.
  let [out, err] = ["", ""];
  const answered = () =>
    keys.length === press?.keys.length
      ? out.includes(`${press.after}\n`)
      : plain(err).endsWith("\n");
  const printed = () => {
    const key = keys[0];
    if (key === undefined || !answered()) return;
    keys.shift();
    screen += out + err + `${key === "Ctrl-C" ? "^C" : "^\\"}\n`;
    [out, err] = ["", ""];
    child.kill(SIGNALS[key]);
  };
  const read = async (
    stream: ReadableStream<Uint8Array<ArrayBuffer>>,
    add: (text: string) => void,
  ) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      add(text);
      printed();
    }
  };
  await Promise.all([
    read(child.stdout, (text) => out += text),
    read(child.stderr, (text) => err += text),
  ]);
  const { code } = await child.status;
  return { code, screen: screen + out + err };
}

/**
 * Runs a Python twin. Its clock jumps from timer to timer as the virtual loop's
 * does, so that it takes no time and a slow machine changes nothing.
 */
export function runTwin(python: string, file: string): Promise<Recording> {
  return output(
    python,
    ["tests/tasks/virtual_clock.py", `examples/${file}`],
    { PYTHONDONTWRITEBYTECODE: "1", PYTHONUTF8: "1" },
  );
}

const ASK = `
import sys
print(sys.executable, *sys.version_info[:3], sep="\\n")
sys.exit(sys.version_info < (3, 11))`;

/** A Python of at least 3.11, and its version; `null` where there is none. */
export async function findPython(): Promise<
  { command: string; version: string } | null
> {
  const minors = [14, 13, 12, 11].map((minor) => `python3.${minor}`);
  for (const name of ["python3", ...minors, "python"]) {
    try {
      const { code, stdout } = await output(name, ["-c", ASK], {});
      if (code !== 0) continue;
      // The program itself: a version manager's wrapper costs time at each start.
      const [command = name, ...version] = stdout.trim().split(/\r?\n/);
      return { command, version: version.join(".") };
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return null;
}

/** Where two texts differ, a line a line: `-` expected, `+` seen. */
export function lineDiff(expected: string, seen: string): string {
  const a = expected.split("\n");
  const b = seen.split("\n");
  // Longest common subsequence; outputs are short.
  const best = Array.from(
    { length: a.length + 1 },
    () => new Array<number>(b.length + 1).fill(0),
  );
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      best[i][j] = a[i] === b[j]
        ? best[i + 1][j + 1] + 1
        : Math.max(best[i + 1][j], best[i][j + 1]);
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(`  ${a[i++]}`);
      j++;
    } else if (
      j === b.length || (i < a.length && best[i + 1][j] >= best[i][j + 1])
    ) lines.push(`- ${a[i++]}`);
    else lines.push(`+ ${b[j++]}`);
  }
  return lines.join("\n");
}

/** Runs the work, so many at a time, in the order of the items. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: width }, async () => {
    while (next < items.length) await work(items[next++]);
  }));
}
