// Finds a CPython and runs the originals, to see that the recorded output is
// what CPython prints.
import { assertPrints, type Entry, file, since314, toLines } from "./_suite.ts";

/** A Python that is new enough. */
export interface CPython {
  /** How it is started. */
  command: string;
  /** The variables that it needs to start. */
  env: Record<string, string>;
  /** 13 for Python 3.13. */
  minor: number;
}

const names = ["python3.14", "python3.13", "python3"];

/** A Python from 3.13 on, or the reason why there is none. */
export async function findCPython(): Promise<CPython | string> {
  const missing: string[] = [];
  for (const command of names) {
    const { state } = await Deno.permissions.query({ name: "run", command });
    if (state === "granted") {
      const found = await ask(command, {});
      if (found) return found;
    } else {
      missing.push(command);
    }
  }
  return missing.length === names.length
    ? "--allow-run is not given"
    : "no Python >= 3.13 on PATH";
}

/** Asks for the version; fails where there is no such command. */
async function start(command: string, env: Record<string, string>) {
  try {
    return await new Deno.Command(command, {
      args: ["-c", "import sys; print(*sys.version_info[:2])"],
      env,
    }).output();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    const nothing = new Uint8Array();
    return { success: false, stdout: nothing, stderr: nothing };
  }
}

async function ask(
  command: string,
  env: Record<string, string>,
): Promise<CPython | null> {
  const { success, stdout, stderr } = await start(command, env);
  const text = new TextDecoder();
  if (success) {
    const [major, minor] = text.decode(stdout).split(" ").map(Number);
    return major === 3 && minor >= 13 ? { command, env, minor } : null;
  }
  // pyenv puts a name on PATH before a version of it is chosen.
  const version = /^ +(3\.[\d.]+)$/m.exec(text.decode(stderr))?.[1];
  return version && !("PYENV_VERSION" in env)
    ? await ask(command, { PYENV_VERSION: version })
    : null;
}

async function check(python: CPython, entry: Entry): Promise<void> {
  const { stdout } = await new Deno.Command(python.command, {
    args: ["-X", "utf8", `${entry.name}.py`],
    cwd: file("."),
    stdin: "null",
    stderr: "null",
    env: { ...python.env, PYTHONASYNCIODEBUG: "", PYTHONDEVMODE: "" },
  }).output();
  const printed = toLines(new TextDecoder().decode(stdout));
  assertPrints(entry.name, entry.expected, printed);
}

/** The originals whose recorded output this Python should print. */
export function comparable(python: CPython, all: Entry[]): Entry[] {
  return all.filter(({ name }) => python.minor >= 14 || !since314.has(name));
}

/** Runs the originals, some at a time, and compares. */
export async function compareWithCPython(
  python: CPython,
  due: Entry[],
): Promise<void> {
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
}
