import { assertEquals } from "@std/assert";
import { createTask, gather, getRunningLoop, sleep } from "../mod.ts";
import { thrownBy, transcript } from "./_transcript.ts";

Deno.test("sleep() waits for milliseconds and gives its result", async () => {
  assertEquals(
    await transcript(async (log) => {
      log(await sleep(1500.5), getRunningLoop().time());
      log(await sleep(10, "result"), getRunningLoop().time());
    }),
    ["undefined 1500.5", "result 1510.5"],
  );
});

Deno.test("sleep(0), and less, lets every ready task take one step", async () => {
  assertEquals(
    await transcript(async (log) => {
      const spin = async (name: string, delay: number) => {
        for (let i = 0; i < 2; i++) {
          log(name, i);
          await sleep(delay);
        }
      };
      await gather([() => spin("a", 0), () => spin("b", -5)]);
      log("at", getRunningLoop().time());
    }),
    ["a 0", "b 0", "a 1", "b 1", "at 0"],
  );
});

Deno.test("sleeps end by their time; equal ones in the order in which they began", async () => {
  assertEquals(
    await transcript(async (log) => {
      const nap = async (name: string, delay: number) => {
        await sleep(delay);
        log(name);
      };
      await gather([
        () => nap("20", 20),
        () => nap("10 first", 10),
        () => nap("10 second", 10),
        () => nap("5", 5),
      ]);
    }),
    ["5", "10 first", "10 second", "20"],
  );
});

Deno.test("sleep() refuses what is no time", async () => {
  assertEquals(
    await transcript((log) => {
      log(thrownBy(() => sleep(NaN)));
      log(thrownBy(() => sleep("1" as never)));
      log(thrownBy(() => sleep(undefined as never)));
    }),
    [
      "RangeError: Invalid delay: NaN (not a number)",
      "TypeError: sleep() takes milliseconds as a number, got 1",
      "TypeError: sleep() takes milliseconds as a number, got undefined",
    ],
  );
});

Deno.test("a cancelled sleep leaves no timer behind", async () => {
  assertEquals(
    await transcript(async (log) => {
      const sleepers = Array.from(
        { length: 300 },
        () => createTask(() => sleep(1_000_000)),
      );
      await sleep(0);
      for (const sleeper of sleepers) sleeper.cancel();
      await gather(sleepers, { returnExceptions: true });
      await sleep(1);
      log("at", getRunningLoop().time());
    }),
    ["at 1"],
  );
});

Deno.test("a cancelled sleep keeps nobody from seeing that nothing more will happen", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      const sleeper = createTask(() => sleep(1000));
      await sleep(0);
      sleeper.cancel();
      try {
        await loop.createFuture();
      } catch (error) {
        log((error as Error).message.split(":")[0]);
      }
      log("at", loop.time());
    }),
    ["deadlock", "at 0"],
  );
});

Deno.test("sleep(Infinity) ends by cancellation only", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(() => sleep(Infinity));
      await sleep(10_000_000_000);
      task.cancel();
      await task.catch(log);
    }),
    ["CancelledError"],
  );
});

Deno.test("5,000 sleeps in any order", async () => {
  assertEquals(
    await transcript(async (log) => {
      let last = 0;
      let inOrder = 0;
      await gather(Array.from({ length: 5_000 }, (_, i) => async () => {
        await sleep((i * 7919) % 1000);
        const now = getRunningLoop().time();
        if (now >= last) inOrder++;
        last = now;
      }));
      log(inOrder, last);
    }),
    ["5000 999"],
  );
});
