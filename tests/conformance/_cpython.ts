// Finds a CPython and runs the originals, to see that the recorded output is
// what CPython prints.
import { assertPrints, type Entry, file, since314, toLines } from "./_suite.ts";

/** A Python that is new enough. */
export interface CPython {
  command: string;
  minor: number;
}

/** The newest Python from 3.13 on, or the reason why there is none. */
export async function findCPython(): Promise<CPython | string> {
  let reason = "no python >= 3.13 on PATH";
  for (const command of ["python3.14", "python3.13", "python3"]) {
    const { state } = await Deno.permissions.query({ name: "run", command });
    if (state !== "granted") {
      reason = `no --allow-run=${command}`;
      continue;
    }
    try {
      const { success, stdout } = await new Deno.Command(command, {
        args: ["-c", "import sys; print(*sys.version_info[:2])"],
        stderr: "null",
      }).output();
      const [major, minor] = new TextDecoder().decode(stdout).split(" ")
        .map(Number);
      if (success && major === 3 && minor >= 13) return { command, minor };
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return reason;
}

async function check(python: CPython, entry: Entry): Promise<void> {
  const { stdout } = await new Deno.Command(python.command, {
    args: ["-X", "utf8", file(`${entry.name}.py`).pathname],
    stdin: "null",
    stderr: "null",
    env: { PYTHONASYNCIODEBUG: "", PYTHONDEVMODE: "" },
  }).output();
  const printed = toLines(new TextDecoder().decode(stdout));
  assertPrints(entry.name, entry.expected, printed);
}

/** Runs every original, some at a time, and compares; gives how many. */
export async function compareWithCPython(
  python: CPython,
  all: Entry[],
): Promise<{ compared: number; tooNew: number }> {
  const due = all.filter(({ name }) =>
    python.minor >= 14 || !since314.has(name)
  );
  const queue = [...due];
  const again: Entry[] = [];
  async function work() {
    for (let entry = queue.shift(); entry; entry = queue.shift()) {
      // Delays are real here: beside others a slow start can change the order.
      await check(python, entry).catch(() => again.push(entry));
    }
  }
  await Promise.all(Array.from({ length: 4 }, work));
  for (const entry of again) await check(python, entry);
  return { compared: due.length, tooNew: all.length - due.length };
}
