// One end mark for two workers: whoever gets it first leaves the other waiting.
import { gather, Queue } from "../../mod.ts";

async function program(marks: number) {
  const queue = new Queue<number | null>();
  async function worker() {
    while (await queue.get() !== null);
  }
  async function feed() {
    queue.putNowait(1);
    for (let mark = 0; mark < marks; mark++) await queue.put(null);
  }
  await gather([worker, worker, feed]);
}

export const main = () => program(1);
export const fixed = () => program(2);
