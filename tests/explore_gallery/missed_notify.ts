// notify() before wait(): without a condition that is looked at, it is lost.
import { Condition, gather, sleep } from "../../mod.ts";

async function program(looks: boolean) {
  const condition = new Condition();
  let isReady = false;
  async function waiter() {
    using _permit = await condition.acquire();
    if (looks) await condition.waitFor(() => isReady);
    else await condition.wait();
  }
  async function notifier() {
    await sleep(0);
    using _permit = await condition.acquire();
    isReady = true;
    condition.notify();
  }
  await gather([waiter, notifier]);
}

export const main = () => program(false);
export const fixed = () => program(true);
