/** What the loop did while an example ran, step by step. */

/** One step of one task: from where it went on to its next wait. */
export interface Step {
  /** The loop's clock, in milliseconds. */
  t: number;
  /** Whose step it was: an index of `lanes`. */
  lane: number;
  /** Its timer fired: the task became ready, its step is to come. */
  fired?: true;
  /** What the task waits for after the step. */
  wait?: string;
  /** The line of the example where that wait stands. */
  line?: number;
  /** How the task ended with this step. */
  end?: "done" | "cancelled";
  /** What it printed. */
  prints?: string[];
  /** The tasks in the ready queue after the step. */
  ready: number[];
  /** The tasks that wait for a timer. */
  timers: number[];
}

/** A recorded run. */
export interface Trace {
  /** The names of the tasks, in the order of their creation. */
  lanes: string[];
  steps: Step[];
}

const FOLDER = new URL("../traces/", import.meta.url);

/** The examples that have a trace. */
export const TRACED: readonly string[] = [
  "concept-01-loop",
  "concept-01-cycle",
  "concept-03-nesting",
  "misconception-03-parallel",
  "scenario-01-basic",
  "scenario-02-structure",
  "scenario-03-concurrent",
  "scenario-04-errors",
  "scenario-05-timeout",
  "scenario-06-cancel",
  "scenario-07-debug",
];

/** Reads the recorded trace of an example; `null` where there is none. */
export async function readTrace(id: string): Promise<Trace | null> {
  if (!TRACED.includes(id)) return null;
  try {
    return JSON.parse(
      await Deno.readTextFile(new URL(`${id}.json`, FOLDER)),
    ) as Trace;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
