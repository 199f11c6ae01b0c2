/** What is bundled for other runtimes: a process does one job, a page all. */
import { portable } from "./_portable.ts";
import { sample } from "./_sample.ts";

/** One workload, measured by the clock on the wall. */
export interface Job {
  workload: keyof typeof portable;
  n: number;
  samples: number;
}

/** Nanoseconds per operation, a sample each. */
export interface Timed {
  workload: string;
  wall: number[];
}

async function perform({ workload, n, samples }: Job): Promise<Timed> {
  const found = await sample(portable[workload], n, samples, () => 0);
  return { workload, wall: found.map(({ wall }) => wall) };
}

const { document, process } = globalThis as {
  document?: unknown;
  process?: { argv: string[] };
};

if (document === undefined) {
  const job: Job = JSON.parse((process as { argv: string[] }).argv[2]);
  console.log(JSON.stringify(await perform(job)));
} else {
  const jobs: Job[] = await (await fetch("/jobs")).json();
  const timed: Timed[] = [];
  let error = "";
  try {
    for (const job of jobs) timed.push(await perform(job));
  } catch (reason) {
    error = String(reason);
  }
  await fetch("/done", {
    method: "POST",
    body: JSON.stringify({ timed, error }),
  });
}
