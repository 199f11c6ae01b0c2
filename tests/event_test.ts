import { assertEquals } from "@std/assert";
import { createTask, Event, gather, sleep } from "../mod.ts";
import { transcript } from "./_transcript.ts";

Deno.test("Event: waits until it is set; then nobody waits, until it is cleared", async () => {
  assertEquals(
    await transcript(async (log) => {
      const event = new Event();
      const waiters = ["a", "b"].map((name) =>
        createTask(async () => log(name, await event.wait()))
      );
      await sleep(0);
      log(event.isSet());
      event.set();
      event.set();
      log(event.isSet(), await event.wait());
      await gather(waiters);
      event.clear();
      event.clear();
      const late = createTask(() => event.wait().then(() => log("late")));
      await sleep(10);
      log(late.done());
      event.set();
      await late;
    }),
    ["false", "true true", "a true", "b true", "false", "late"],
  );
});

Deno.test("Event: set() and clear() in one step still wake everyone who waited", async () => {
  assertEquals(
    await transcript(async (log) => {
      const event = new Event();
      const waiter = createTask(() => event.wait().then(() => log("woke")));
      await sleep(0);
      event.set();
      event.clear();
      const late = createTask(() => event.wait());
      await waiter;
      log(event.isSet(), late.done());
      late.cancel();
    }),
    ["woke", "false false"],
  );
});

Deno.test("Event: a cancelled waiter leaves; the others stay", async () => {
  assertEquals(
    await transcript(async (log) => {
      const event = new Event();
      const waiters = [1, 2, 3].map((n) =>
        createTask(() => event.wait().then(() => log(n)))
      );
      await sleep(0);
      waiters[1]?.cancel();
      await sleep(0);
      event.set();
      const ends = await gather(waiters, { returnExceptions: true });
      log(ends.map((end) => end instanceof Error ? end.name : "woke").join());
    }),
    ["1", "3", "woke,CancelledError,woke"],
  );
});

Deno.test("Event: 10,000 waiters", async () => {
  assertEquals(
    await transcript(async (log) => {
      const event = new Event();
      let woke = 0;
      const waiters = Array.from(
        { length: 10_000 },
        () =>
          createTask(async () => {
            await event.wait();
            woke++;
          }),
      );
      await sleep(0);
      event.set();
      await gather(waiters);
      log(woke);
    }),
    ["10000"],
  );
});
