// `catch {}` around a wait eats the cancellation as well: the loop goes on for ever.
import { CancelledError, createTask, Event, sleep } from "../../mod.ts";

async function program(isCareful: boolean) {
  const stopped = new Event();
  const work = createTask(async () => {
    for (let round = 0; round < 2; round++) {
      try {
        await sleep(10);
      } catch (error) {
        if (isCareful && error instanceof CancelledError) throw error;
      }
    }
    await stopped.wait();
  });
  await sleep(20);
  work.cancel();
  try {
    await work;
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
  }
}

export const main = () => program(false);
export const fixed = () => program(true);
