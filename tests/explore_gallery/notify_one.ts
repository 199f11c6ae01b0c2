// One notify() for two kinds of waiters wakes the wrong one, who sleeps on.
import { Condition, gather } from "../../mod.ts";

async function program(notify: (condition: Condition) => void) {
  const condition = new Condition();
  let red = false;
  let blue = false;
  const waitFor = (holds: () => boolean) => async () => {
    using _permit = await condition.acquire();
    await condition.waitFor(holds);
  };
  const make = (change: () => void) => async () => {
    using _permit = await condition.acquire();
    change();
    notify(condition);
  };
  await gather([
    waitFor(() => red),
    make(() => red = true),
    waitFor(() => blue),
    make(() => blue = true),
  ]);
}

export const main = () => program((condition) => condition.notify());
export const fixed = () => program((condition) => condition.notifyAll());
