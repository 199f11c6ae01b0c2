/** Runs one example as a reader would, and keeps what it printed. */
import type { Example, Recording } from "../../docs/lib/examples.ts";

/** The checkout. */
export const ROOT = new URL("../../", import.meta.url);

/** What stands in a recording for the folder of the checkout. */
const SHOWN_ROOT = "file:///asyncio/";

/** Longer than any example takes, on a slow machine, too. */
const LIMIT = 60_000;

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
  // Python ends its lines on Windows as Windows does.
  const plain = (bytes: Uint8Array) =>
    text.decode(bytes).replaceAll("\r\n", "\n").replaceAll(
      ROOT.href,
      SHOWN_ROOT,
    );
  return { code, stdout: plain(stdout), stderr: plain(stderr) };
}

/** Runs an example with exactly the permissions it states. */
export function runExample(
  example: Pick<Example, "run" | "file">,
): Promise<Recording> {
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
