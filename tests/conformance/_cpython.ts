// Finds a CPython and runs the originals, to see that the recorded output is
// what CPython prints.
import {
  assertPrints,
  diff,
  type Entry,
  file,
  since314,
  toLines,
} from "./_suite.ts";

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
async function version(command: string, env: Record<string, string>) {
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
  const { success, stdout, stderr } = await version(command, env);
  const text = new TextDecoder();
  if (success) {
    const [major, minor] = text.decode(stdout).split(" ").map(Number);
    return major === 3 && minor >= 13 ? { command, env, minor } : null;
  }
  // pyenv puts a name on PATH before a version of it is chosen.
  const offered = /^ +(3\.[\d.]+)$/m.exec(text.decode(stderr))?.[1];
  return offered && !("PYENV_VERSION" in env)
    ? await ask(command, { PYENV_VERSION: offered })
    : null;
}

/** Runs an original by itself. */
async function check(python: CPython, entry: Entry): Promise<void> {
  const { stdout } = await start(python, [`${entry.name}.py`]);
  const printed = toLines(new TextDecoder().decode(stdout));
  assertPrints(entry.name, entry.expected, printed);
}

function start(python: CPython, args: string[]) {
  return new Deno.Command(python.command, {
    args: ["-X", "utf8", ...args],
    cwd: file("."),
    stdin: "null",
    stderr: "null",
    env: { ...python.env, PYTHONASYNCIODEBUG: "", PYTHONDEVMODE: "" },
  }).output();
}

/** Runs originals one after the other, each in a fresh module, as JSON lines. */
const oneByOne = `
import asyncio, contextlib, contextvars, gc, io, json, sys

def program(name):
    with open(name + ".py", encoding="utf-8") as source:
        code = compile(source.read(), name + ".py", "exec")
    exec(code, {"__name__": "__main__"})

for name in sys.argv[1:]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            contextvars.Context().run(program, name)
        except BaseException:
            pass
        asyncio.set_event_loop(None)
        gc.collect()
    print(json.dumps([name, printed.getvalue()]), flush=True)
`;

/** The originals of a few that did not print what is recorded. */
async function differing(python: CPython, some: Entry[]): Promise<Entry[]> {
  const names = some.map(({ name }) => name);
  const { stdout } = await start(python, ["-c", oneByOne, ...names]);
  const printed = new Map<string, string>();
  for (const line of toLines(new TextDecoder().decode(stdout))) {
    // What a program's own child process wrote may stand in between.
    if (!line.startsWith('["')) continue;
    const [name, output]: [string, string] = JSON.parse(line);
    printed.set(name, output);
  }
  return some.filter(({ name, expected }) => {
    const output = printed.get(name);
    return output === undefined || diff(expected, toLines(output)).length > 0;
  });
}

/** The originals whose recorded output this Python should print. */
export function comparable(python: CPython, all: Entry[]): Entry[] {
  return all.filter(({ name }) => python.minor >= 14 || !since314.has(name));
}

/**
 * Runs the originals and compares. Starting CPython takes longer than most of
 * them: so a process runs several, and several run at a time. Only who prints
 * what is recorded has passed; the others get a process for themselves, beside
 * nothing else: what one left behind, or a slow start, may have been the cause.
 */
export async function compareWithCPython(
  python: CPython,
  due: Entry[],
): Promise<void> {
  const queue = [...due];
  const again: Entry[] = [];
  async function work() {
    while (queue.length > 0) {
      again.push(...await differing(python, queue.splice(0, 12)));
    }
  }
  await Promise.all(Array.from({ length: 8 }, work));
  for (const entry of again) await check(python, entry);
}
