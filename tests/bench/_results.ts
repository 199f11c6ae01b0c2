/** What a run of the benchmark found: the shape of `--json`. */
import type { Sample } from "./_sample.ts";
import type { Fairness } from "./_worker.ts";
import type { Elsewhere } from "./_runtimes.ts";
import type { Machine } from "./_systems.ts";
import type { System } from "./_workloads.ts";

export interface Result {
  workload: string;
  system: System;
  /** Operations of one run of it. */
  n: number;
  /** Nanoseconds of user and system time per operation, the median. */
  cpu: number;
  /** Nanoseconds per operation, the median. */
  wall: number;
  samples: Sample[];
}

export interface Results {
  date: string;
  mode: "quick" | "full";
  machine: Machine;
  systems: Partial<Record<System, string>>;
  results: Result[];
  /** Bytes of resident memory that a suspended task takes. */
  memory: Partial<Record<System, number>>;
  /** Milliseconds from starting the process to its first line. */
  cold: Partial<Record<System, number>>;
  fairness: (Fairness & { system: System; tasks: number })[];
  /** How this module's cost per operation grows with how many there are. */
  growth: { workload: string; n: number; cpu: number }[];
  /** This module on other runtimes; Deno, measured the same way, comes first. */
  elsewhere?: Elsewhere[];
  /** Systems that are not here, workloads a system lacks, smaller runs. */
  notes: string[];
  /** Processes that did not end well. */
  failures: string[];
}

/** The figures of a workload, by system; of memory and cold start, too. */
export function figures(
  all: Results,
  workload: string,
  time: "cpu" | "wall" = "cpu",
): Partial<Record<System, number>> {
  if (workload === "memory") return all.memory;
  if (workload === "cold") return all.cold;
  const row: Partial<Record<System, number>> = {};
  for (const result of all.results) {
    if (result.workload === workload) row[result.system] = result[time];
  }
  return row;
}
