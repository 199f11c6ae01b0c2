// Two deposits read the balance before either writes it back.
import { gather, Lock, sleep } from "../../mod.ts";
import { assertEquals } from "@std/assert";

function bank(lock: Lock | null) {
  let balance = 0;
  return {
    async deposit(amount: number, pause: boolean) {
      using _permit = await lock?.acquire();
      const before = balance;
      if (pause) await sleep(0);
      balance = before + amount;
    },
    balance: () => balance,
  };
}

async function program(lock: Lock | null) {
  const account = bank(lock);
  await gather([
    () => account.deposit(1, false),
    () => account.deposit(2, true),
  ]);
  assertEquals(account.balance(), 3);
}

export const main = () => program(null);
export const fixed = () => program(new Lock());
