// The signal comes between the look and the wait, and nobody hears it.
import { Event, gather, sleep } from "../../mod.ts";

async function program(isCareful: boolean) {
  const ready = new Event();
  let items = 0;
  async function consume() {
    if (isCareful) ready.clear();
    if (items > 0) return;
    await sleep(0);
    // What was set since the look is cleared with it.
    if (!isCareful) ready.clear();
    await ready.wait();
  }
  async function produce() {
    await sleep(0);
    await sleep(0);
    items++;
    ready.set();
  }
  await gather([consume, produce]);
}

export const main = () => program(false);
export const fixed = () => program(true);
