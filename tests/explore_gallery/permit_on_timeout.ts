// The permit is taken, then time runs out before the try: it never comes back.
import { gather, Semaphore, sleep, timeout, TimeoutError } from "../../mod.ts";

async function program(isCareful: boolean) {
  const permits = new Semaphore(1);
  async function work() {
    await permits.acquire();
    if (isCareful) {
      try {
        await sleep(10);
      } finally {
        permits.release();
      }
    } else {
      await sleep(10);
      permits.release();
    }
  }
  async function hurried() {
    try {
      await timeout(10, work);
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
    }
  }
  await gather([hurried, work]);
}

export const main = () => program(false);
export const fixed = () => program(true);
