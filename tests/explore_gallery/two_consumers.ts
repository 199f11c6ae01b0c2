// empty() and then get(): somebody else takes the item in between.
import { createTask, gather, Queue, QueueEmpty, sleep } from "../../mod.ts";

async function program(drain: (queue: Queue<number>) => Promise<void>) {
  const queue = new Queue<number>();
  for (const item of [1, 2, 3]) queue.putNowait(item);
  const workers = [
    createTask(() => drain(queue)),
    createTask(() => drain(queue)),
  ];
  await gather(workers);
}

export const main = () =>
  program(async (queue) => {
    while (!queue.empty()) {
      await sleep(0);
      await queue.get();
    }
  });
export const fixed = () =>
  program(async (queue) => {
    for (;;) {
      try {
        queue.getNowait();
      } catch (error) {
        if (error instanceof QueueEmpty) return;
        throw error;
      }
      await sleep(0);
    }
  });
