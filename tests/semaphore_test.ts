import { assertEquals } from "@std/assert";
import {
  BoundedSemaphore,
  createTask,
  gather,
  Semaphore,
  sleep,
} from "../mod.ts";
import { thrownBy, transcript } from "./_transcript.ts";

Deno.test("Semaphore: so many at a time, first come, first served", async () => {
  assertEquals(
    await transcript(async (log) => {
      const semaphore = new Semaphore(2);
      let inside = 0;
      await gather([1, 2, 3, 4, 5].map((n) => async () => {
        using _permit = await semaphore.acquire();
        log(n, "inside", ++inside);
        await sleep(n * 10);
        inside--;
      }));
      log(semaphore.locked());
    }),
    [
      "1 inside 1",
      "2 inside 2",
      "3 inside 2",
      "4 inside 2",
      "5 inside 2",
      "false",
    ],
  );
});

Deno.test("release() gives the permit to the first waiter: who comes later waits", async () => {
  assertEquals(
    await transcript(async (log) => {
      const semaphore = new Semaphore(0);
      const waiters = ["a", "b"].map((name) =>
        createTask(async () => {
          await semaphore.acquire();
          log(name);
        })
      );
      await sleep(0);
      log(semaphore.locked());
      semaphore.release();
      log(semaphore.locked());
      semaphore.release();
      semaphore.release();
      await semaphore.acquire();
      log("who came later");
      await gather(waiters);
    }),
    ["true", "true", "a", "b", "who came later"],
  );
});

Deno.test("a permit releases once, release() any number of times", async () => {
  assertEquals(
    await transcript(async (log) => {
      const semaphore = new Semaphore(1);
      const permit = await semaphore.acquire();
      permit.release();
      permit.release();
      await semaphore.acquire();
      log(semaphore.locked());
      for (let i = 0; i < 3; i++) semaphore.release();
      for (let i = 0; i < 3; i++) await semaphore.acquire();
      log(semaphore.locked());
    }),
    ["true", "true"],
  );
});

Deno.test("nobody overtakes a waiter that was woken and has not run yet", async () => {
  assertEquals(
    await transcript(async (log) => {
      const semaphore = new Semaphore(0);
      const first = createTask(async () => {
        await semaphore.acquire();
        log("first");
      });
      await sleep(0);
      semaphore.release();
      semaphore.release();
      log("locked:", semaphore.locked());
      const second = createTask(async () => {
        await semaphore.acquire();
        log("second, locked:", semaphore.locked());
      });
      await first;
      log("locked:", semaphore.locked());
      await second;
    }),
    ["locked: true", "first", "second, locked: true", "locked: true"],
  );
});

Deno.test("a permit whose taker is cancelled in the same moment goes to the next", async () => {
  assertEquals(
    await transcript(async (log) => {
      const semaphore = new Semaphore();
      const permit = await semaphore.acquire();
      const tasks = ["first", "second"].map((name) =>
        createTask(async () => {
          await semaphore.acquire();
          log(name, "locked:", semaphore.locked());
        })
      );
      await sleep(0);
      permit.release();
      tasks[0].cancel();
      await gather(tasks, { returnExceptions: true });
      log("locked:", semaphore.locked());
      semaphore.release();
      await semaphore.acquire();
      log("locked:", semaphore.locked());
    }),
    ["second locked: true", "locked: true", "locked: true"],
  );
});

Deno.test("one permit is what a semaphore has unless told", () => {
  const semaphores = [new Semaphore(), new BoundedSemaphore()];
  assertEquals(
    semaphores.map((semaphore) => thrownBy(() => semaphore.release())),
    ["nothing", "RangeError: BoundedSemaphore released too many times"],
  );
});

Deno.test("BoundedSemaphore refuses what was never acquired", async () => {
  assertEquals(
    await transcript(async (log) => {
      const semaphore = new BoundedSemaphore(2);
      log(thrownBy(() => semaphore.release()));
      const permit = await semaphore.acquire();
      semaphore.release();
      log(thrownBy(() => permit.release()));
    }),
    Array(2).fill("RangeError: BoundedSemaphore released too many times"),
  );
});

Deno.test("sizes that are none are refused", () => {
  assertEquals(
    [-1, NaN, 1.5, "1"].flatMap((value) => [
      thrownBy(() => new Semaphore(value as number)),
      thrownBy(() => new BoundedSemaphore(value as number)),
    ]),
    [
      ...Array(4).fill("RangeError: Semaphore initial value must be >= 0"),
      ...Array(2).fill(
        "RangeError: Semaphore initial value must be a whole number, got 1.5",
      ),
      ...Array(2).fill(
        "RangeError: Semaphore initial value must be a whole number, got 1",
      ),
    ],
  );
});
