// A task that nobody awaits fails, but only when it is the second to write.
import { createTask, gather, sleep } from "../../mod.ts";

async function program(awaits: boolean) {
  const files = new Set<string>();
  const write = (name: string) => async () => {
    await sleep(0);
    if (files.has(name)) throw new Error(`${name} exists`);
    files.add(name);
  };
  const log = createTask(write("log"));
  const tasks = [
    log,
    createTask(async () => {
      await sleep(0);
      await sleep(0);
      if (!files.has("log")) await write("log")();
    }),
  ];
  if (awaits) await gather(tasks, { returnExceptions: true });
  else for (let step = 0; step < 8; step++) await sleep(0);
}

export const main = () => program(false);
export const fixed = () => program(true);
