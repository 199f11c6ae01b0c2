/**
 * The regression gate: the module beside its own earlier state, in one run.
 * Ratios to other systems differ from one kind of processor to the next; those
 * of the module to itself do not.
 */
import { checkOut, compare, HERE, measureIn } from "./_copies.ts";
import { portable } from "./_portable.ts";
import { median, type Sample } from "./_sample.ts";
import { memoryTasks, workloads } from "./_workloads.ts";

const FILE = new URL("./baseline.json", import.meta.url);

/** Worse by this much fails. */
export const LIMIT = 1.3;

const ROUNDS = 1;
/** What looks like a regression is measured so often before it is one. */
const ROUNDS_AGAIN = 5;

interface Baseline {
  /** The commit that later ones are measured beside. */
  commit: string;
}

/** Makes the commit that is checked out the baseline. */
export async function accept(): Promise<string> {
  const { stdout } = await new Deno.Command("git", {
    args: ["rev-parse", "HEAD"],
    cwd: HERE,
  }).output();
  const baseline: Baseline = {
    commit: new TextDecoder().decode(stdout).trim(),
  };
  await Deno.writeTextFile(FILE, JSON.stringify(baseline, null, 2) + "\n");
  return baseline.commit;
}

/** What a figure of one layout is, as a part of that of another. */
type Comparison = (root: string, other: string) => Promise<number>;

function comparisons(): Map<string, Comparison> {
  const all = new Map<string, Comparison>();
  for (const { name, quick } of workloads) {
    all.set(
      name,
      name in portable
        ? (root, other) => compare(root, other, name, quick)
        : (root, other) =>
          quotient(root, other, (layout) => cpu(layout, name, quick)),
    );
  }
  all.set(
    "memory",
    (root, other) =>
      quotient(
        root,
        other,
        (layout) => measureIn(layout, ["memory", `${memoryTasks.quick}`]),
      ),
  );
  return all;
}

/** Of figures that take a process each: the median of five, each first in turn. */
async function quotient(
  root: string,
  other: string,
  measure: (layout: string) => Promise<number>,
): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < 5; round++) {
    const [first, second] = round % 2 === 0 ? [root, other] : [other, root];
    const one = await measure(first);
    const two = await measure(second);
    ratios.push(round % 2 === 0 ? one / two : two / one);
  }
  return median(ratios);
}

async function cpu(layout: string, name: string, n: number): Promise<number> {
  const samples = await measureIn<Sample[]>(layout, [name, `${n}`, "5"]);
  return median(samples.map((sample) => sample.cpu));
}

async function ratio(
  comparison: Comparison,
  before: string,
  rounds: number,
): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ratios.push(await comparison(HERE, before));
  }
  return median(ratios);
}

/** Measures beside the baseline; tells a line a workload and gives what got worse. */
export async function gate(
  only: readonly string[],
  tell: (line: string) => void,
): Promise<string[]> {
  const { commit }: Baseline = JSON.parse(await Deno.readTextFile(FILE));
  const before = await Deno.makeTempDir();
  const worse: string[] = [];
  try {
    await checkOut(commit, before);
    tell(`CPU time and memory beside commit ${commit.slice(0, 10)}:`);
    for (const [name, comparison] of comparisons()) {
      if (!only.includes(name)) continue;
      let found = await ratio(comparison, before, ROUNDS);
      if (found > LIMIT) found = await ratio(comparison, before, ROUNDS_AGAIN);
      tell(`  ${name.padEnd(14)} ${found.toFixed(2)}`);
      if (found > LIMIT) worse.push(`${name}: ${found.toFixed(2)} times`);
    }
  } finally {
    await Deno.remove(before, { recursive: true });
  }
  return worse;
}
