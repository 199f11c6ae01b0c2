// Two locks, taken in two orders: each waits for what the other holds.
import { gather, Lock, sleep } from "../../mod.ts";

async function program(second: (a: Lock, b: Lock) => [Lock, Lock]) {
  const a = new Lock();
  const b = new Lock();
  async function transfer(from: Lock, to: Lock, delay: number) {
    for (let step = 0; step < delay; step++) await sleep(0);
    using _from = await from.acquire();
    await sleep(0);
    using _to = await to.acquire();
  }
  await gather([
    () => transfer(a, b, 0),
    () => transfer(...second(a, b), 3),
  ]);
}

export const main = () => program((a, b) => [b, a]);
export const fixed = () => program((a, b) => [a, b]);
