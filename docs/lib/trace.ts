/** What the loop did while an example ran, step by step. */

import type { PlayerTrace } from "../../mod.ts";

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
export async function readTrace(id: string): Promise<PlayerTrace | null> {
  if (!TRACED.includes(id)) return null;
  try {
    return JSON.parse(
      await Deno.readTextFile(new URL(`${id}.json`, FOLDER)),
    ) as PlayerTrace;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
