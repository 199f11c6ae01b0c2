/** From the schedule that failed to one that a person can read. */
import type { ExploreReport } from "./explore.ts";
import type { Schedule } from "./_explorer_loop.ts";
import { type Outcome, type Program, runUnder } from "./_explorer_run.ts";
import { formatToken, Replay } from "./_replay.ts";
import { foldRounds, StepLog } from "./_step_log.ts";

type Failure = NonNullable<ExploreReport["failure"]>;

const MOST_TRIES = 200;

/** Takes out of a failing schedule every departure that the failure does not need. */
export async function shorten(
  program: Program,
  found: Outcome,
): Promise<Outcome> {
  let best = found;
  let tries = 0;
  for (let more = true; more;) {
    more = false;
    for (const schedule of shorter(best.schedule)) {
      if (++tries > MOST_TRIES) return best;
      const outcome = await runUnder(new Replay(schedule, "lenient"), program);
      if (!isSameFailure(outcome, found)) continue;
      if (departures(outcome) >= departures(best)) continue;
      best = outcome;
      more = true;
      break;
    }
  }
  return best;
}

/** Without the end, from the first departure on or a later one; without one of them. */
function* shorter({ chosen, counts }: Schedule): Generator<Schedule> {
  const places = [...chosen.keys()].filter((at) => chosen[at] !== 0);
  for (const at of places) yield { chosen: chosen.slice(0, at), counts };
  for (const at of places.reverse()) {
    yield { chosen: chosen.with(at, 0), counts };
  }
}

/** Runs a failing schedule once more in debug mode, for the log and the places. */
export async function tell(
  program: Program,
  outcome: Outcome,
): Promise<Failure> {
  const log = new StepLog();
  const plan = new Replay(outcome.schedule, "lenient");
  const again = await runUnder(plan, program, log);
  const isSame = isSameFailure(again, outcome);
  if (!isSame) log.lines.push("(this time it ends in another way)");
  const { failure } = isSame ? again : outcome;
  return {
    error: failure?.error,
    replay: formatToken(outcome.schedule, program.lag),
    log: foldRounds(log.lines),
  };
}

function departures({ schedule }: Outcome): number {
  return schedule.chosen.filter((choice) => choice !== 0).length;
}

function isSameFailure({ failure: one }: Outcome, { failure: other }: Outcome) {
  return one !== null && other !== null &&
    kindOf(one.error) === kindOf(other.error);
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Values may differ from schedule to schedule, the first words do not.
  return `${error.name} ${/^[^\d\n]*/.exec(error.message)?.[0]}`;
}
