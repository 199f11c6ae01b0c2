/** The half of `deno task trace` that runs beside the program. */
import { record } from "../../mod.ts";
import {
  type Arguments,
  count,
  describeError,
  endSoon,
  mainOf,
  makeLoop,
  writeOutput,
} from "./_program.ts";

export async function main(
  program: Record<string, unknown>,
  { file, options }: Arguments,
): Promise<void> {
  const seconds = Number(options["seconds"] ?? 10);
  const controller = new AbortController();
  const body = mainOf(program, "trace", file);
  let limit: ReturnType<typeof setTimeout> | undefined;
  const limited = () => {
    limit = setTimeout(() => {
      controller.abort();
      endSoon(1);
    }, seconds * 1000);
    return body();
  };
  // What it prints stands in the table, with the step that printed it.
  const { log, info, debug } = console;
  console.log = console.info = console.debug = () => {};
  const trace = await record(limited, {
    debug: true,
    prints: true,
    signal: controller.signal,
    loopFactory: () => makeLoop(options["real"] === true),
  });
  Object.assign(console, { log, info, debug });
  clearTimeout(limit);
  const { lanes, steps } = trace.toJSON();
  const shown = steps.slice(0, Number(options["steps"] ?? 200));
  const rows = shown.flatMap((step) => {
    const { t, fired, wait, end, line, prints = [] } = step;
    const ms = t.toFixed(t % 1 === 0 ? 0 : 1);
    const lane = lanes[step.lane] ?? "";
    const what = fired
      ? "(its timer falls due)"
      : end !== undefined
      ? `ends: ${end}`
      : wait === undefined
      ? "awaits a promise that is not the loop's"
      : `waits for ${wait}`;
    return [
      ...prints.flatMap((text) => text.split("\n"))
        .map((text) => [ms, lane, `prints ${text}`]),
      [ms, lane, what, line === undefined ? "" : `line ${line}`],
    ];
  });
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
    console.log(
      `… ${count(steps.length - shown.length, "more step")}: --steps N`,
    );
  }
  console.log(
    `\n${count(lanes.length, "task")}, ${count(steps.length, "step")}`,
  );
  if (controller.signal.aborted) {
    console.log(`main had not ended after ${seconds} s: --seconds N`);
  }
  if (trace.isCut) console.log("The rest of the run was not recorded.");
  const title = file.slice(file.lastIndexOf("/") + 1);
  const outputs: [string, () => string][] = [
    ["html", () => trace.toHtml(title)],
    ["chrome", () => JSON.stringify(trace.toChrome())],
    ["json", () => JSON.stringify(trace, null, 1)],
  ];
  for (const [name, make] of outputs) {
    const url = options[name];
    if (typeof url !== "string") continue;
    await writeOutput(new URL(url), make());
  }
  if ("error" in trace.outcome && !controller.signal.aborted) {
    console.error(`\nmain failed: ${describeError(trace.outcome.error)}`);
    Deno.exit(1);
  }
}
