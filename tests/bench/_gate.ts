/**
 * The regression gate: the module beside its own earlier state, in one run.
 * Ratios to other systems differ from one kind of processor to the next; those
 * of the module to itself do not.
 */
import { checkOut, HERE, measureIn } from "./_copies.ts";
import { median, type Sample } from "./_sample.ts";
import { memoryTasks, workloads } from "./_workloads.ts";

const FILE = new URL("./baseline.json", import.meta.url);

/** Worse by this much fails. */
export const LIMIT = 1.3;

const ROUNDS = 3;
/** What looks like a regression is measured so often before it is one. */
const ROUNDS_AGAIN = 9;

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

/** One figure of a layout; smaller is better. */
type Measure = (root: string) => Promise<number>;

function measures(): Map<string, Measure> {
  const all = new Map<string, Measure>();
  for (const { name, quick } of workloads) {
    all.set(name, async (root) => {
      const args = [name, `${quick}`, "5"];
      const samples = await measureIn<Sample[]>(root, args);
      return median(samples.map(({ cpu }) => cpu));
    });
  }
  all.set(
    "memory",
    (root) => measureIn(root, ["memory", `${memoryTasks.quick}`]),
  );
  return all;
}

async function ratio(
  measure: Measure,
  before: string,
  rounds: number,
): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const [first, second] = round % 2 === 0 ? [HERE, before] : [before, HERE];
    const one = await measure(first);
    const two = await measure(second);
    ratios.push(round % 2 === 0 ? one / two : two / one);
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
    for (const [name, measure] of measures()) {
      if (!only.includes(name)) continue;
      let found = await ratio(measure, before, ROUNDS);
      if (found > LIMIT) found = await ratio(measure, before, ROUNDS_AGAIN);
      tell(`  ${name.padEnd(14)} ${found.toFixed(2)}`);
      if (found > LIMIT) worse.push(`${name}: ${found.toFixed(2)} times`);
    }
  } finally {
    await Deno.remove(before, { recursive: true });
  }
  return worse;
}
