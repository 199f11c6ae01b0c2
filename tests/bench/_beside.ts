/**
 * One workload on two layouts of the module, in one process and in turn: what a
 * process compiles well or badly, and how fast the machine is in a moment, then
 * meets both alike. `deno run _beside.ts WORKLOAD N ROUNDS ROOT ROOT` prints the
 * CPU time on the first as a part of that on the second.
 */
import { cpuUsage } from "node:process";
import { median, type Run } from "./_sample.ts";

const [workload, n, rounds, ...roots] = Deno.args;
const [first, second] = await Promise.all(roots.map(load));

async function load(root: string): Promise<() => Promise<number>> {
  const { portable } = await import(`file://${root}/tests/bench/_portable.ts`);
  const run: Run = portable[workload];
  return async () => {
    const before = cpuUsage();
    await run(+n);
    const { user, system } = cpuUsage(before);
    return user + system;
  };
}

const warm = 6;
/** Short runs are repeated for so long. */
const LEAST_MS = 800;
const ratios: number[] = [];
const end = performance.now() + LEAST_MS;
for (
  let round = -warm;
  round < +rounds || performance.now() < end;
  round++
) {
  // There and back, so that a drift of the machine falls on both.
  const one = await first();
  const two = (await second()) + (await second());
  const ratio = (one + (await first())) / two;
  if (round >= 0) ratios.push(ratio);
}
console.log(median(ratios));
