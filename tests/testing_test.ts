// asyncTest(), and the virtual loop beside @std/testing.
import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { getRunningLoop, sleep } from "../mod.ts";
import { asyncTest } from "../loop/testing.ts";
import { runWithoutLeaks } from "../loop/leaks.ts";

Deno.test("the virtual loop works under FakeTime, and waits for the real host", async () => {
  const real = setTimeout;
  using _time = new FakeTime();
  await runWithoutLeaks(async () => {
    const loop = getRunningLoop();
    await sleep(1000);
    await new Promise((resolve) => real(resolve, 2));
    await sleep(1000);
    assertEquals(loop.time(), 2000);
  });
});

asyncTest("`asyncTest()` runs its body on virtual time", async () => {
  await sleep(3_600_000);
  assertEquals(getRunningLoop().time(), 3_601_000);
}, { start: 1000, permissions: "none" });

// No test is skipped here: what asyncTest() hands to Deno.test() is looked at.
Deno.test("`asyncTest()` passes options on", () => {
  const seen: unknown[] = [];
  const host = Deno as unknown as { test: unknown };
  const { test } = host;
  host.test = (definition: unknown) => seen.push(definition);
  try {
    asyncTest("left out", () => sleep(0), { ignore: true, seed: 1 });
  } finally {
    host.test = test;
  }
  const [{ name, ignore, fn, ...rest }] = seen as [Record<string, unknown>];
  assertEquals([name, ignore, typeof fn, rest], [
    "left out",
    true,
    "function",
    {},
  ]);
});
