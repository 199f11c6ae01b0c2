// Three philosophers, each with the left fork in hand. The fix: one takes the right one first.
import { gather, Lock, sleep } from "../../mod.ts";

async function program(rightFirst: (n: number) => boolean) {
  const forks = [new Lock(), new Lock(), new Lock()];
  async function dine(n: number) {
    const pair = [forks[n], forks[(n + 1) % 3]] as [Lock, Lock];
    if (rightFirst(n)) pair.reverse();
    // They come one after the other: it takes another schedule to go wrong.
    for (let step = 0; step < n * 2; step++) await sleep(0);
    using _one = await pair[0].acquire();
    await sleep(0);
    using _two = await pair[1].acquire();
  }
  await gather([0, 1, 2].map((n) => () => dine(n)));
}

export const main = () => program(() => false);
export const fixed = () => program((n) => n === 2);
