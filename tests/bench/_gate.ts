/** The regression gate: ratios of a run against the committed ones. */
import { figures, type Results } from "./_results.ts";
import { workloads } from "./_workloads.ts";

const FILE = new URL("./baseline.json", import.meta.url);

/** Worse by this much fails. */
export const LIMIT = 1.3;

interface Ratios {
  plain?: number;
  cpython?: number;
}

interface Baseline {
  /** "CPython 3.13.0": another minor version is no measure for this. */
  cpython: string | null;
  ratios: Record<string, Ratios>;
}

const gated = [...workloads.map(({ name }) => name), "memory", "cold"];

function ratios(all: Results, workload: string): Ratios {
  const { ours, plain, cpython } = figures(all, workload);
  const by = (theirs?: number) =>
    ours && theirs ? +(ours / theirs).toPrecision(4) : undefined;
  return { plain: by(plain), cpython: by(cpython) };
}

/** Makes this run the one that later ones are compared with. */
export async function accept(all: Results): Promise<void> {
  const baseline: Baseline = {
    cpython: all.systems.cpython ?? null,
    ratios: Object.fromEntries(
      gated.map((name) => [name, ratios(all, name)]),
    ),
  };
  await Deno.writeTextFile(FILE, JSON.stringify(baseline, null, 2) + "\n");
}

export interface Verdict {
  workload: string;
  /** How much worse than the baseline: 1 is the same. */
  worse: number;
}

/**
 * How each workload compares with the baseline. A regression shows against
 * plain promises and against CPython alike; noise in one of them does not.
 */
export async function judge(all: Results): Promise<Verdict[]> {
  const baseline: Baseline = JSON.parse(await Deno.readTextFile(FILE));
  const minor = (label?: string | null) => /\d+\.\d+/.exec(label ?? "")?.[0];
  const sameCPython = minor(baseline.cpython) === minor(all.systems.cpython);
  const verdicts: Verdict[] = [];
  for (const workload of gated) {
    const before = baseline.ratios[workload] ?? {};
    const now = ratios(all, workload);
    const changes: number[] = [];
    if (now.plain && before.plain) changes.push(now.plain / before.plain);
    if (sameCPython && now.cpython && before.cpython) {
      changes.push(now.cpython / before.cpython);
    }
    if (changes.length > 0) {
      verdicts.push({ workload, worse: Math.min(...changes) });
    }
  }
  return verdicts;
}
