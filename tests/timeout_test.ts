// deno-lint-ignore-file require-await -- a coroutine need not wait
import { assertEquals } from "@std/assert";
import {
  Barrier,
  CancelledError,
  createTask,
  currentTask,
  type ExceptionGroup,
  getRunningLoop,
  run,
  shield,
  sleep,
  taskGroup,
  timeout,
  timeoutAt,
  TimeoutError,
  waitFor,
} from "../mod.ts";
import { thrownBy, transcript } from "./_transcript.ts";

const time = () => getRunningLoop().time();

Deno.test("timeout(): in time it gives the body's value; too late it throws, caused by the cancellation", async () => {
  assertEquals(
    await transcript(async (log) => {
      log(await timeout(10, () => sleep(5, "in time")));
      try {
        await timeout(10, async () => {
          try {
            await sleep(1000);
          } finally {
            await sleep(3);
            log("cleaned up at", time());
          }
        });
      } catch (error) {
        log(error, (error as Error).cause instanceof CancelledError);
      }
      log("at", time(), "cancelling", currentTask()?.cancelling());
      await timeout(10, () => Promise.reject(new RangeError("own"))).catch(log);
    }),
    [
      "in time",
      "cleaned up at 18",
      "TimeoutError true",
      "at 18 cancelling 0",
      "RangeError: own",
    ],
  );
});

Deno.test("timeout(): null is no limit; 0 and less let the body run to its first real wait", async () => {
  assertEquals(
    await transcript(async (log) => {
      log(await timeout(null, () => sleep(1e9, "no limit")));
      for (const delay of [0, -1]) {
        await timeout(delay, async () => {
          log("body");
          await Promise.resolve();
          await sleep(0);
          log("never");
        }).catch(log);
        log(await timeout(delay, async () => "no wait at all"));
      }
    }),
    [
      "no limit",
      "body",
      "TimeoutError",
      "no wait at all",
      "body",
      "TimeoutError",
      "no wait at all",
    ],
  );
});

Deno.test("scope: when(), reschedule(), expired()", async () => {
  assertEquals(
    await transcript(async (log) => {
      const scope = await timeout(10, async (scope) => {
        log(scope.when(), scope.expired());
        scope.reschedule(time() + 50);
        await sleep(30);
        scope.reschedule(null);
        log(scope.when());
        await sleep(1000);
        scope.reschedule(time() + 5);
        await sleep(1000).catch(() => log("swallowed", scope.expired()));
        return scope;
      });
      log(scope.expired());
      try {
        scope.reschedule(null);
      } catch (error) {
        log(error);
      }
      await timeout(10, async (scope) => {
        scope.reschedule(time() - 1);
        await sleep(0);
        log("never");
      }).catch(log);
    }),
    [
      "10 false",
      "null",
      "swallowed true",
      "true",
      "RuntimeError: Cannot change state of expired Timeout",
      "TimeoutError",
    ],
  );
});

Deno.test("timeoutAt() shares one deadline among several blocks", async () => {
  assertEquals(
    await transcript(async (log) => {
      const deadline = time() + 25;
      for (const n of [1, 2, 3]) {
        await timeoutAt(deadline, () => sleep(10, n)).then(log, log);
      }
      await timeoutAt(deadline, () => sleep(0)).catch(log);
      log("at", time());
    }),
    ["1", "2", "TimeoutError", "TimeoutError", "at 25"],
  );
});

Deno.test("nested limits: the one that expires throws; both at once, the outer one", async () => {
  assertEquals(
    await transcript(async (log) => {
      const nested = (outer: number, inner: number) =>
        timeout(outer, async () => {
          await timeout(inner, () => sleep(1000)).catch((error) => {
            log("inner", error);
            if (error instanceof CancelledError) throw error;
          });
          return "went on";
        });
      log(await nested(20, 10));
      await nested(10, 20).catch((error) => log("outer", error));
      await nested(10, 10).catch((error) => log("outer", error));
      log("cancelling", currentTask()?.cancelling());
    }),
    [
      "inner TimeoutError",
      "went on",
      "inner CancelledError",
      "outer TimeoutError",
      "inner CancelledError",
      "outer TimeoutError",
      "cancelling 0",
    ],
  );
});

Deno.test("a cancellation from outside stays one, before, at and after the limit", async () => {
  assertEquals(
    await transcript(async (log) => {
      for (const when of [5, 10, 12]) {
        const task = createTask(() =>
          timeout(10, async () => {
            try {
              await sleep(1000);
            } finally {
              await sleep(4);
            }
          })
        );
        getRunningLoop().callLater(when, () => task.cancel("outside"));
        await task.catch((error) => log(when, error));
      }
    }),
    [
      "5 CancelledError: outside",
      "10 CancelledError: outside",
      "12 CancelledError: outside",
    ],
  );
});

Deno.test("an error that the expiry caused is thrown, caused by TimeoutError", async () => {
  assertEquals(
    await transcript(async (log) => {
      const fail = () =>
        sleep(1000).catch((cause) => {
          throw new RangeError("in cleanup", { cause });
        });
      await timeout(5, fail).catch((error) =>
        log(error, "<", (error as Error).cause)
      );
      await timeout(5, () =>
        taskGroup(async (group) => {
          group.createTask(fail);
          await sleep(1000);
        })).catch((error) =>
          log(error, "<", (error as ExceptionGroup).errors[0].cause)
        );
    }),
    [
      "RangeError: in cleanup < TimeoutError",
      "ExceptionGroup(RangeError: in cleanup) < TimeoutError",
    ],
  );
});

Deno.test("waitFor(): functions, futures and waits that have begun are cancelled and awaited", async () => {
  assertEquals(
    await transcript(async (log) => {
      const slow = async () => {
        try {
          await sleep(1000);
        } finally {
          await sleep(2);
          log("cleaned up at", time());
        }
      };
      await waitFor(slow, 5).catch(log);
      const task = createTask(slow);
      await waitFor(task, 5).catch(log);
      log(task.cancelled());
      const future = getRunningLoop().createFuture();
      await waitFor(future, 5).catch(log);
      log(future.cancelled());
      await waitFor(sleep(1000), 5).catch(log);
      log("at", time());
    }),
    [
      "cleaned up at 7",
      "TimeoutError",
      "cleaned up at 14",
      "TimeoutError",
      "true",
      "TimeoutError",
      "true",
      "TimeoutError",
      "at 24",
    ],
  );
});

Deno.test("waitFor() of an async function that has begun cancels its waits and awaits its end", async () => {
  assertEquals(
    await transcript(async (log) => {
      async function work(name: string) {
        await null; // it stands at no wait yet when `waitFor()` gets it
        try {
          return await sleep(1000, name);
        } catch (error) {
          await sleep(5);
          log(name, "cleaned up at", time());
          throw error;
        }
      }
      await waitFor(work("late"), 10).catch(log);
      log("at", time());
      const barrier = new Barrier(2);
      await waitFor(barrier.wait(), 10).catch(log);
      log("at the barrier", barrier.nWaiting);
      // The task's own cancellation is told from the limit's.
      const task = createTask(() => waitFor(work("cancelled"), 100));
      await sleep(10);
      task.cancel("enough");
      await task.catch(log);
      log("at", time(), "cancelling", currentTask()?.cancelling());
    }),
    [
      "late cleaned up at 15",
      "TimeoutError",
      "at 15",
      "TimeoutError",
      "at the barrier 0",
      "cancelled cleaned up at 40",
      "CancelledError: enough",
      "at 40 cancelling 0",
    ],
  );
});

Deno.test("waitFor(): in time, no limit, failures, and a value in spite of the expiry", async () => {
  assertEquals(
    await transcript(async (log) => {
      log(await waitFor(() => sleep(5, "in time"), 10));
      log(await waitFor(() => sleep(1e6, "no limit"), null));
      log(await waitFor(Promise.resolve("foreign"), 10));
      await waitFor(() => Promise.reject(new RangeError("own")), 10).catch(log);
      log(
        await waitFor(() => sleep(1000).catch(() => "all the same"), 5),
      );
      await waitFor(
        () =>
          sleep(1000).catch(() => {
            throw new RangeError("in cleanup");
          }),
        5,
      ).catch(log);
    }),
    [
      "in time",
      "no limit",
      "foreign",
      "RangeError: own",
      "all the same",
      "RangeError: in cleanup",
    ],
  );
});

Deno.test("waitFor(…, 0): only what is done already counts; a function never starts", async () => {
  assertEquals(
    await transcript(async (log) => {
      const done = createTask(() => sleep(0, "done"));
      await done;
      log(await waitFor(done, 0));
      await waitFor(async () => log("never"), 0).catch(log);
      const task = createTask(() => sleep(1000));
      await waitFor(task, -1).catch(log);
      log(task.cancelled());
    }),
    ["done", "TimeoutError", "TimeoutError", "true"],
  );
});

Deno.test("waitFor() over a shield: the work goes on", async () => {
  assertEquals(
    await transcript(async (log) => {
      const work = createTask(() => sleep(20, "saved"));
      await waitFor(shield(work), 5).catch(log);
      log(await work, "at", time());
    }),
    ["TimeoutError", "saved at 20"],
  );
});

Deno.test("wrong limits and bodies are refused; so is a limit outside of a task", async () => {
  const wrong = "10" as never;
  assertEquals(
    await transcript(async (log) => {
      log(thrownBy(() => timeout(NaN, () => sleep(1))));
      log(thrownBy(() => timeoutAt(NaN, () => sleep(1))));
      log(thrownBy(() => waitFor(() => sleep(1), NaN)));
      log(thrownBy(() => timeout(wrong, () => sleep(1))));
      log(thrownBy(() => timeout(1, Promise.resolve() as never)));
      await waitFor(1 as never, 10).catch(log);
      getRunningLoop().callSoon(() => {
        timeout(1, () => sleep(1)).catch(log);
      });
      await sleep(0);
    }),
    [
      "RangeError: Invalid delay: NaN (not a number)",
      "RangeError: Invalid delay: NaN (not a number)",
      "RangeError: Invalid delay: NaN (not a number)",
      "TypeError: a time limit is a number of milliseconds or null, got 10",
      "TypeError: timeout() takes the block as a function; write timeout(1000, () => work()), not timeout(1000, work())",
      "TypeError: An asyncio.Future, a coroutine or an awaitable is required",
      "RuntimeError: Timeout should be used inside a task",
    ],
  );
});

Deno.test("10,000 limits that are met leave no timer behind", async () => {
  await run(async () => {
    for (let i = 0; i < 10_000; i++) await timeout(60_000, () => sleep(0));
  });
  assertEquals(new TimeoutError().name, "TimeoutError");
});

Deno.test("a millisecond is time: only what is due already runs no further", async () => {
  assertEquals(
    await transcript(async (log) => {
      log(await timeout(1, () => sleep(0.5, "timeout")));
      log(await waitFor(() => sleep(0.5, "waitFor"), 1));
      await timeout(0, () => sleep(0.5)).catch(log);
      await waitFor(() => sleep(0.5), 0).catch(log);
    }),
    ["timeout", "waitFor", "TimeoutError", "TimeoutError"],
  );
});
