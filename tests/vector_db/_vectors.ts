/** The same random numbers on every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A vector of numbers from -0.5 to 0.5. */
export function randomVector(dim: number, random: () => number): number[] {
  return Array.from({ length: dim }, () => random() - 0.5);
}
