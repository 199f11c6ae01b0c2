/** One system's process: `deno run ours.ts WORKLOAD N SAMPLES` prints JSON. */
import { cpuUsage } from "node:process";
import { type Run, sample } from "./_sample.ts";

/** Milliseconds; `late`: of a 10 ms host timer, `echo`: of one round trip. */
export interface Fairness {
  echo: number | null;
  late: number;
  lateMost: number;
}

/** Measures the workload that the command line names. */
export async function measure(runs: Record<string, Run>): Promise<void> {
  const [name, n, samples] = Deno.args;
  console.log(JSON.stringify(await sample(runs[name], +n, +samples, cpuTime)));
}

/** User and system time of this process, nanoseconds. */
function cpuTime(): number {
  const { user, system } = cpuUsage();
  return (user + system) * 1000;
}

/** Bytes of memory that each of `n` suspended tasks takes: `suspend` makes them. */
export async function weigh(
  n: number,
  suspend: () => PromiseLike<void>,
): Promise<void> {
  const before = Deno.memoryUsage().rss;
  await suspend();
  const bytes = (Deno.memoryUsage().rss - before) / n;
  console.log(JSON.stringify(bytes));
}

/** 1024 bytes, the message of the echo. */
export const message = new Uint8Array(1024);
export const connections = 50;
export const listenOptions = { hostname: "127.0.0.1", port: 0 };
