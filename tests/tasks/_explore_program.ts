/** The half of `deno task explore` that runs beside the program. */
import { explore } from "../../loop/testing.ts";
import { type Arguments, describeError, mainOf } from "./_program.ts";

export async function main(
  program: Record<string, unknown>,
  { file, options }: Arguments,
): Promise<void> {
  const began = performance.now();
  const wanted = options["schedules"] ?? 1000;
  const isTerminal = Deno.stderr.isTerminal();
  const say = (text: string) =>
    Deno.stderr.writeSync(new TextEncoder().encode(text));
  const { console: host } = globalThis;
  const silent = () => {};
  // What the program prints a thousand times helps nobody.
  const quiet = {
    log: silent,
    info: silent,
    debug: silent,
    warn: silent,
    error: silent,
  };
  const body = mainOf(program, file);
  globalThis.console = { ...host, ...quiet };
  let report;
  try {
    report = await explore(body, {
      schedules: wanted === "all" ? "all" : Number(wanted),
      seed: Number(options["seed"] ?? 1),
      ...(typeof options["replay"] === "string"
        ? { replay: options["replay"] }
        : {}),
      sameResult: options["same-result"] === true,
      onProgress: (schedules) => {
        if (isTerminal) say(`\r${schedules} schedules …`);
      },
    });
  } catch (error) {
    globalThis.console = host;
    console.error(`deno task explore: ${(error as Error).message}`);
    Deno.exit(2);
  }
  globalThis.console = host;
  if (isTerminal) say("\r\x1b[K");
  const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  const { failure, schedules, exhausted } = report;
  const count = `${schedules} schedule${schedules === 1 ? "" : "s"}`;
  if (failure === null) {
    console.log(
      exhausted
        ? `No failure in any schedule: ${count} in ${took}, that is all there are.`
        : `No failure in ${count}, ${took}. There are more: --schedules all`,
    );
    return;
  }
  const width = String(failure.log.length).length;
  console.log([
    `A failure, in schedule ${schedules}, after ${took}:`,
    "",
    describeError(failure.error),
    "",
    "What happened:",
    ...failure.log.map((line, index) =>
      `  ${String(index + 1).padStart(width)}  ${line}`
    ),
    "",
    `Again: deno task explore ${file} --replay ${failure.replay}`,
  ].join("\n"));
  Deno.exit(1);
}
