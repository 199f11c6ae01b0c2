import { assertEquals, assertStrictEquals } from "@std/assert";
import { createTask, getRunningLoop, shield, sleep } from "../mod.ts";
import { transcript } from "./_transcript.ts";

Deno.test("shield() gives what it protects gives", async () => {
  assertEquals(
    await transcript(async (log) => {
      log(await shield(() => sleep(1, "function")));
      log(await shield(createTask(() => sleep(1, "task"))));
      log(await shield(Promise.resolve("promise")));
      await shield(() => Promise.reject(new RangeError("x"))).catch(log);
      const done = createTask(() => sleep(0));
      await done;
      assertStrictEquals(shield(done), done);
    }),
    ["function", "task", "promise", "RangeError: x"],
  );
});

Deno.test("the waiter is cancelled, the work goes on", async () => {
  assertEquals(
    await transcript(async (log) => {
      const work = createTask(() => sleep(10, "saved"));
      const waiter = createTask(async () => await shield(work));
      await sleep(1);
      waiter.cancel();
      await waiter.catch(log);
      log(await work, "at", getRunningLoop().time());
    }),
    ["CancelledError", "saved at 10"],
  );
});

Deno.test("when the work itself is cancelled, so is the waiter", async () => {
  assertEquals(
    await transcript(async (log) => {
      const work = createTask(() => sleep(1000));
      const outer = shield(work);
      await sleep(0);
      work.cancel();
      await outer.catch(log);
      log(outer.cancelled());
    }),
    ["CancelledError", "true"],
  );
});

Deno.test("a failure after the waiter has gone is reported", async () => {
  assertEquals(
    await transcript(async (log) => {
      const waiter = createTask(async () => {
        await shield(async () => {
          await sleep(10);
          throw new RangeError("nobody waits");
        });
      });
      await sleep(1);
      waiter.cancel();
      await waiter.catch(log);
      await sleep(20);
    }),
    [
      "CancelledError",
      "report: RangeError exception in shielded future | RangeError: nobody waits",
    ],
  );
});
