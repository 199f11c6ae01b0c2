// Search as you type: the answer to the older question comes last and stays.
import { createTask, gather, sleep } from "../../mod.ts";
import { assertEquals } from "@std/assert";

async function program(checks: boolean) {
  let latest = "";
  let shown = "";
  async function search(text: string) {
    latest = text;
    await sleep(0);
    if (!checks || latest === text) shown = text;
  }
  const first = createTask(() => search("a"));
  while (latest !== "a") await sleep(0);
  const second = createTask(() => search("ab"));
  await gather([first, second]);
  assertEquals(shown, "ab");
}

export const main = () => program(false);
export const fixed = () => program(true);
