// close() while a request is under way: it uses what is gone.
import { createTask, Event, sleep } from "../../mod.ts";

async function program(waits: boolean) {
  let isOpen = true;
  const idle = new Event();
  const request = createTask(async () => {
    for (let step = 0; step < 2; step++) {
      await sleep(0);
      if (!isOpen) throw new Error("used after close");
    }
    idle.set();
  });
  for (let step = 0; step < 4; step++) await sleep(0);
  if (waits) await idle.wait();
  isOpen = false;
  await request;
}

export const main = () => program(false);
export const fixed = () => program(true);
