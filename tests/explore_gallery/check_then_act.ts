// Both see the last seat free before one of them takes it.
import { gather, sleep } from "../../mod.ts";
import { assertEquals } from "@std/assert";

async function program(looksAgain: boolean) {
  let seats = 1;
  async function book(stepsToPay: number) {
    if (seats === 0) return;
    for (let step = 0; step < stepsToPay; step++) await sleep(0);
    if (looksAgain && seats === 0) return;
    seats--;
  }
  await gather([() => book(0), () => book(1)]);
  assertEquals(seats, 0);
}

export const main = () => program(false);
export const fixed = () => program(true);
