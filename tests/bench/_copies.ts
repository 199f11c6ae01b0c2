/** Other states of the module, laid out so that the workloads run on them. */
const ROOT = new URL("../../", import.meta.url);

/** The module as it stands. */
export const HERE: string = ROOT.pathname.replace(/\/$/, "");

const SCRIPTS = [
  "tests/bench/ours.ts",
  "tests/bench/_echo.ts",
  "tests/bench/_portable.ts",
  "tests/bench/_sample.ts",
  "tests/bench/_worker.ts",
  "tests/bench/cold/ours.ts",
];

/** Puts today's workloads beside the `mod.ts` and `loop/` of a folder. */
export async function addWorkloads(folder: string): Promise<void> {
  await Deno.mkdir(`${folder}/tests/bench/cold`, { recursive: true });
  for (const path of SCRIPTS) {
    await Deno.copyFile(new URL(path, ROOT), `${folder}/${path}`);
  }
}

/** Lays out the module of an earlier commit. */
export async function checkOut(commit: string, folder: string): Promise<void> {
  const archive = await new Deno.Command("git", {
    args: ["archive", commit, "mod.ts", "loop"],
    cwd: ROOT,
    stdin: "null",
  }).output();
  if (!archive.success) {
    throw new Error(
      `Cannot read the baseline ${commit}: ${
        new TextDecoder().decode(archive.stderr).trim()
      } (a shallow clone has no past: git fetch --unshallow)`,
    );
  }
  const tar = new Deno.Command("tar", {
    args: ["-x", "-C", folder],
    stdin: "piped",
  }).spawn();
  const writer = tar.stdin.getWriter();
  await writer.write(archive.stdout);
  await writer.close();
  if (!(await tar.status).success) throw new Error("tar failed");
  await addWorkloads(folder);
}

/** Deno 2.9.6 itself crashes once in some hundred such processes, in a thread of V8's compiler. */
const CRASHES = 2;

/** What the script of a layout prints, as JSON. */
export function measureIn<T>(root: string, args: string[]): Promise<T> {
  return output(["--allow-net=127.0.0.1", `${root}/tests/bench/ours.ts`], args);
}

/**
 * CPU time of a workload on one layout, as a part of that on another. It matters
 * which of two runs first in a process, so each does, and that cancels out.
 */
export async function compare(
  root: string,
  other: string,
  workload: string,
  n: number,
): Promise<number> {
  const first = await beside(root, other, workload, n);
  const second = await beside(other, root, workload, n);
  return Math.sqrt(first / second);
}

function beside(
  root: string,
  other: string,
  workload: string,
  n: number,
): Promise<number> {
  const script = `${HERE}/tests/bench/_beside.ts`;
  return output([`--allow-read=${root},${other}`, script], [
    workload,
    `${n}`,
    "10",
    root,
    other,
  ]);
}

async function output<T>(script: string[], args: string[]): Promise<T> {
  const command = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-check",
      "--no-lock",
      "--no-config",
      ...script,
      ...args,
    ],
    stdin: "null",
  });
  for (let crashes = 0;; crashes++) {
    const { success, code, signal, stdout, stderr } = await command.output();
    const text = new TextDecoder();
    if (success) return JSON.parse(text.decode(stdout));
    const what = `${args[0]} ended with ${signal ?? code}`;
    if (signal !== "SIGSEGV" || crashes === CRASHES) {
      throw new Error(`${what}\n${text.decode(stderr)}`);
    }
    console.log(`  ${what}: the runtime crashed, which is no figure`);
  }
}
