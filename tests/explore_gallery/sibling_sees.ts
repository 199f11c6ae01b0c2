// A task fails in the middle of a change; its sibling takes one more step before it is cancelled.
import { sleep, taskGroup } from "../../mod.ts";
import { assertEquals } from "@std/assert";

async function program(undoes: boolean) {
  let from = 10;
  let to = 0;
  const sums: number[] = [];
  async function transfer() {
    await sleep(0);
    from -= 5;
    try {
      to = receive(to, 5);
    } finally {
      if (undoes) from += 5;
    }
  }
  function receive(_sum: number, _amount: number): number {
    throw new Error("account closed");
  }
  async function audit() {
    await sleep(0);
    sums.push(from + to);
  }
  try {
    await taskGroup(async (group) => {
      group.createTask(transfer);
      group.createTask(audit);
      await sleep(0);
    });
  } catch (error) {
    if (!(error instanceof AggregateError)) throw error;
  }
  for (const sum of sums) assertEquals(sum, 10);
}

export const main = () => program(false);
export const fixed = () => program(true);
