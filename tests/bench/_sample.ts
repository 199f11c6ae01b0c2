/** Measuring a workload, on any runtime. */

/** Nanoseconds per operation. */
export interface Sample {
  cpu: number;
  wall: number;
}

export type Run = (n: number) => PromiseLike<void>;

/** Runs a workload of `n` operations until there are `count` samples. */
export async function sample(
  run: Run,
  n: number,
  count: number,
  cpuTime: () => number,
): Promise<Sample[]> {
  // Warm: 200 ms, by when compilers have done most, and, unless a run takes long, three
  // runs. A sample is as many runs as fill 20 ms, so that the clocks' grain and one
  // garbage collection do not show.
  let runs = 0;
  let took = 0;
  for (
    const began = performance.now();
    took < 200 || (runs < 3 && took < 1000);
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
