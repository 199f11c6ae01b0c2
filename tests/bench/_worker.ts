/** One system's process: `deno run ours.ts WORKLOAD N SAMPLES` prints JSON. */
import { cpuUsage } from "node:process";

/** Nanoseconds per operation. */
export interface Sample {
  cpu: number;
  wall: number;
}

/** Milliseconds; `late`: of a 10 ms host timer, `echo`: of one round trip. */
export interface Fairness {
  echo: number | null;
  late: number;
  lateMost: number;
}

export type Run = (n: number) => PromiseLike<void>;

/** Measures the workload that the command line names. */
export async function measure(runs: Record<string, Run>): Promise<void> {
  const [name, n, samples] = Deno.args;
  console.log(JSON.stringify(await sample(runs[name], +n, +samples)));
}

async function sample(run: Run, n: number, count: number): Promise<Sample[]> {
  // Warm: 60 ms and, unless a run takes long, three runs. A sample is as many runs as fill 20 ms,
  // so that the clocks' grain and one garbage collection do not show.
  let runs = 0;
  let took = 0;
  for (
    const began = performance.now();
    took < 60 || (runs < 3 && took < 1000);
    runs++
  ) {
    await run(n);
    took = performance.now() - began;
  }
  const repeat = Math.max(1, Math.ceil(20 / (took / runs)));
  const samples: Sample[] = [];
  while (samples.length < count) {
    const wall = performance.now();
    const cpu = cpuTime();
    for (let i = 0; i < repeat; i++) await run(n);
    const ops = n * repeat;
    samples.push({
      cpu: (cpuTime() - cpu) / ops,
      wall: (performance.now() - wall) * 1e6 / ops,
    });
  }
  return samples;
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

/** Delays over 0 to 100 ms in an order that is no order, the same each time. */
export function delay(i: number): number {
  return i * 7919 % 100_000 / 1000;
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

export function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}
