/** `deno task docs:traces`: records what the loop does in the traced examples. */
import type { PlayerTrace } from "../../mod.ts";
import { TRACED } from "../../docs/lib/trace.ts";
import { loadExamples } from "../../docs/lib/examples.ts";
import { ROOT } from "./_example_run.ts";

const MARK = "\u0001trace ";

/** Runs an example under the recorder, with the permissions it states. */
export async function recordTrace(id: string): Promise<PlayerTrace> {
  const example = (await loadExamples()).find((one) => one.id === id);
  if (example === undefined) throw new Error(`There is no example ${id}`);
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      ...example.run,
      "--preload=./tests/tasks/_trace_recorder.ts",
      `examples/${example.file}`,
    ],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
    stdin: "null",
    signal: AbortSignal.timeout(30_000),
  }).output();
  const line = new TextDecoder().decode(stdout).split("\n")
    .find((line) => line.startsWith(MARK));
  if (line === undefined) {
    throw new Error(`No trace of ${id}: ${new TextDecoder().decode(stderr)}`);
  }
  return JSON.parse(line.slice(MARK.length)) as PlayerTrace;
}

if (import.meta.main) {
  await Deno.mkdir("docs/traces", { recursive: true });
  for (const id of TRACED) {
    const trace = await recordTrace(id);
    await Deno.writeTextFile(`docs/traces/${id}.json`, JSON.stringify(trace));
    console.log(`${id}: ${trace.steps.length} steps`);
  }
  await new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--quiet", "docs/traces"],
    cwd: ROOT,
  }).output();
}
