/** The half of `deno task explore` that runs beside the program. */
import { explore, type ExploreReport } from "../../loop/testing.ts";
import { type Arguments, count, describeError, mainOf } from "./_program.ts";

// A schedule that has not ended after so many seconds awaits the host.
const SLOW = 10;

export async function main(
  program: Record<string, unknown>,
  { file, options }: Arguments,
): Promise<void> {
  const began = performance.now();
  const body = mainOf(program, "explore", file);
  const isTerminal = Deno.stderr.isTerminal();
  const say = (text: string) =>
    Deno.stderr.writeSync(new TextEncoder().encode(text));
  let endedAt = began;
  let hasWarned = false;
  const watch = setInterval(() => {
    if (performance.now() - endedAt < SLOW * 1000 || hasWarned) return;
    hasWarned = true;
    say(
      `A schedule has not ended for ${SLOW} s: does main await something of the ` +
        "host, or work without a pause? Ctrl-C ends it.\n",
    );
  }, 500);
  // What the program prints a thousand times helps nobody.
  const { console: host } = globalThis;
  const silent = () => {};
  const quiet = {
    log: silent,
    info: silent,
    debug: silent,
    warn: silent,
    error: silent,
  };
  globalThis.console = { ...host, ...quiet };
  const { schedules = 1000, seed = 1, lag = 0, replay } = options;
  let report: ExploreReport;
  try {
    report = await explore(body, {
      schedules: schedules === "all" ? "all" : Number(schedules),
      seed: Number(seed),
      lag: Number(lag),
      ...(typeof replay === "string" ? { replay } : {}),
      sameResult: options["same-result"] === true,
      onProgress: (tried) => {
        endedAt = performance.now();
        if (isTerminal) say(`\r${count(tried, "schedule")} …`);
      },
    });
  } catch (error) {
    globalThis.console = host;
    const { message, cause } = error as Error;
    const advice = typeof cause === "string" ? `: ${cause}` : "";
    console.error(`deno task explore: ${message}${advice}`);
    Deno.exit(2);
  }
  clearInterval(watch);
  globalThis.console = host;
  if (isTerminal) say("\r\x1b[K");
  const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  const { failure } = report;
  if (failure === null) {
    console.log(success(report, took, Number(lag), replay !== undefined));
    return;
  }
  const width = String(failure.log.length).length;
  const again = options["same-result"] === true ? " --same-result" : "";
  console.log([
    replay !== undefined
      ? "It fails again:"
      : /^s1[^-]*$/.test(failure.replay)
      ? "A failure, in the loop's own order:"
      : `A failure, in schedule ${report.schedules}, after ${took}:`,
    "",
    describeError(failure.error),
    "",
    "What happened:",
    ...failure.log.map((line, index) =>
      `  ${String(index + 1).padStart(width)}  ${line}`
    ),
    "",
    `Again: deno task explore ${file}${again} --replay ${failure.replay}`,
  ].join("\n"));
  Deno.exit(1);
}

function success(
  { schedules, exhausted, departures }: ExploreReport,
  took: string,
  lag: number,
  isReplay: boolean,
): string {
  if (isReplay) return "No failure in this schedule.";
  const number = count(schedules, "schedule");
  const lines = exhausted
    ? [
      `No failure in any schedule: ${number} in ${took}, that is all there are.`,
    ]
    : [
      `No failure in ${number}, ${took}. There are more: --schedules all`,
      `Among them is every one that departs from the loop's own order ${
        departures === 0 ? "not at all" : `at most ${times(departures ?? 0)}`
      }.`,
    ];
  if (lag === 0) {
    lines.push(
      "Time was exact: with --lag MS the machine may be busy as well.",
    );
  }
  return lines.join("\n");
}

function times(number: number): string {
  return number === 1 ? "once" : number === 2 ? "twice" : `${number} times`;
}
