/** The half of `deno task trace` that runs beside the program. */
import { fileURLToPath } from "node:url";
import { record } from "../../mod.ts";
import { newVirtualLoop } from "../../loop/testing.ts";
import { type Arguments, describeError, mainOf } from "./_program.ts";

export async function main(
  program: Record<string, unknown>,
  { file, options }: Arguments,
): Promise<void> {
  const trace = await record(mainOf(program, file), {
    debug: true,
    ...(options["real"] === true ? {} : { loopFactory: newVirtualLoop }),
  });
  const { lanes, steps } = trace.toJSON();
  const shown = steps.slice(0, Number(options["steps"] ?? 200));
  const rows = shown.map(({ t, lane, fired, wait, end, line }) => [
    t.toFixed(t % 1 === 0 ? 0 : 1),
    lanes[lane] ?? "",
    fired
      ? "(its timer falls due)"
      : end !== undefined
      ? `ends: ${end}`
      : wait === undefined
      ? "runs"
      : `waits for ${wait}`,
    line === undefined ? "" : `line ${line}`,
  ]);
  const table = [["ms", "task", "", ""], ...rows];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0))
  );
  for (const [ms = "", task = "", what = "", line = ""] of table) {
    console.log(
      `${ms.padStart(widths[0] ?? 0)}  ${task.padEnd(widths[1] ?? 0)}  ${
        what.padEnd(widths[2] ?? 0)
      }  ${line}`.trimEnd(),
    );
  }
  if (shown.length < steps.length) {
    console.log(`… ${steps.length - shown.length} more steps: --steps N`);
  }
  console.log(`\n${lanes.length} tasks, ${steps.length} steps`);
  const title = file.slice(file.lastIndexOf("/") + 1);
  const outputs: [string, () => string][] = [
    ["html", () => trace.toHtml(title)],
    ["chrome", () => JSON.stringify(trace.toChrome())],
    ["json", () => JSON.stringify(trace, null, 1)],
  ];
  for (const [name, make] of outputs) {
    const url = options[name];
    if (typeof url !== "string") continue;
    await Deno.writeTextFile(new URL(url), make());
    console.log(`written: ${fileURLToPath(url)}`);
  }
  if ("error" in trace.outcome) {
    console.error(`\nmain failed: ${describeError(trace.outcome.error)}`);
    Deno.exit(1);
  }
}
