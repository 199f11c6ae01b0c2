/** Where each system is found, and how its processes are started. */
import { cpus, release, totalmem } from "node:os";
import type { System } from "./_workloads.ts";

const here = import.meta.dirname!;

/** How to start a system; `missing` says why it cannot be. */
export interface Found {
  /** "CPython 3.13.0", `Effect ${pinned("effect")}`. */
  label: string;
  missing?: string;
  /** What a system has no word for, and why. */
  lacks: Record<string, string>;
  /** What its figures do not say. */
  remark?: string;
  /** Prints its results as JSON. */
  command(args: string[]): Deno.Command;
  /** Prints one line as soon as a program of its own runs; for `spawn`. */
  cold(): Deno.Command;
}

interface Python {
  /** The interpreter itself, not a shim that costs each start 100 ms. */
  program: string;
  version: string;
  uvloop: string | null;
}

export interface Machine {
  cpu: string;
  cores: number;
  memoryGiB: number;
  os: string;
  deno: string;
  v8: string;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model ?? "unknown",
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    os: `${Deno.build.os} ${release()} ${Deno.build.arch}`,
    deno: Deno.version.deno,
    v8: Deno.version.v8,
  };
}

const PROBE = `
import json, platform, sys
try:
    import uvloop
    loop = uvloop.__version__
except ImportError:
    loop = None
print(json.dumps([sys.executable, platform.python_version(), loop]))
`;

/** The Pythons on PATH that have asyncio.TaskGroup, newest first. */
async function pythons(): Promise<Python[]> {
  const found: Python[] = [];
  for (const minor of [15, 14, 13, 12, 11, null]) {
    const name = minor === null ? "python3" : `python3.${minor}`;
    // A pyenv shim runs only the version that this names; others ignore it.
    const env: Record<string, string> = minor === null
      ? {}
      : { PYENV_VERSION: `3.${minor}` };
    try {
      const { success, stdout } = await new Deno.Command(name, {
        args: ["-c", PROBE],
        env,
        stdin: "null",
        stderr: "null",
      }).output();
      if (!success) continue;
      const [program, version, uvloop] = JSON.parse(
        new TextDecoder().decode(stdout),
      );
      if (+version.split(".")[1] < 11) continue;
      found.push({ program, version, uvloop });
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  const minor = ({ version }: Python) => +version.split(".")[1];
  return found.sort((a, b) => minor(b) - minor(a));
}

const oneLine = { stdout: "piped", stderr: "null" } as const;

function onDeno(
  file: string,
  label: string,
  lacks: Record<string, string> = {},
): Found {
  const start = (path: string, args: string[], more = {}) =>
    new Deno.Command(Deno.execPath(), {
      ...more,
      args: [
        "run",
        "--quiet",
        "--no-check",
        `--lock=${here}/deno.lock`,
        "--allow-net=127.0.0.1",
        `${here}/${path}`,
        ...args,
      ],
      stdin: "null",
    });
  return {
    label,
    lacks,
    command: (args) => start(`${file}.ts`, args),
    cold: () => start(`cold/${file}.ts`, [], oneLine),
  };
}

function onPython(
  label: string,
  python: Python | undefined,
  missing: string,
  env: Record<string, string> = {},
): Found {
  const start = (path: string, args: string[], more = {}) =>
    new Deno.Command(python?.program ?? "python3", {
      ...more,
      args: [`${here}/${path}`, ...args],
      env,
      stdin: "null",
    });
  return {
    label,
    missing: python ? undefined : missing,
    lacks: {},
    command: (args) => start("asyncio_bench.py", args),
    cold: () => start("cold/asyncio_cold.py", [], oneLine),
  };
}

/** "4.1.0", as its file names it. */
function pinned(name: "effect" | "effection"): string {
  const source = Deno.readTextFileSync(`${here}/${name}.ts`);
  return new RegExp(`"npm:${name}@([\\d.]+)`).exec(source)?.[1] ?? "?";
}

const lacking = "has no queue of callbacks and no streams";
const noCallbacks = {
  callSoon: lacking,
  callSoonChain: lacking,
  streams: lacking,
};

export async function findSystems(): Promise<Record<System, Found>> {
  const found = await pythons();
  const newest = found.at(0);
  const withUvloop = found.find((python) => python.uvloop !== null);
  return {
    ours: onDeno("ours", "this module"),
    plain: {
      ...onDeno("plain", "plain promises"),
      remark:
        "read and write streams as Deno has them: conn.readable, conn.writable",
    },
    cpython: onPython(
      `CPython ${newest?.version}`,
      newest,
      "no python3 of 3.11 or later on PATH",
    ),
    uvloop: onPython(
      `uvloop ${withUvloop?.uvloop} on CPython ${withUvloop?.version}`,
      withUvloop,
      "no python3 on PATH can import uvloop",
      { UVLOOP: "1" },
    ),
    effection: onDeno(
      "effection",
      `Effection ${pinned("effection")}`,
      noCallbacks,
    ),
    effect: {
      ...onDeno("effect", `Effect ${pinned("effect")}`, noCallbacks),
      remark: "runs what never waits in place: its no-ops take no turn",
    },
  };
}
