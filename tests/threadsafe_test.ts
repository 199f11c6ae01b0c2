// Coroutines for a loop, from code that is not the loop's.
import { assertEquals, assertThrows } from "@std/assert";
import {
  ContextVar,
  type Coroutine,
  currentTask,
  Event,
  type EventLoop,
  getRunningLoop,
  newEventLoop,
  run,
  runCoroutineThreadsafe,
  sleep,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";
import { withResolvers } from "./_transcript.ts";

/** The name and message of what a promise rejects with, or its value. */
async function outcome(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    return String(error);
  }
}

/** Runs a function from a callback of the host's, while the loop runs. */
function outside<T>(fn: (loop: EventLoop) => Promise<T>): Promise<T> {
  return run(async () => {
    const loop = getRunningLoop();
    return await new Promise<T>((resolve, reject) =>
      setTimeout(() => fn(loop).then(resolve, reject))
    );
  });
}

Deno.test("`runCoroutineThreadsafe()` gives the result, or the error", async () => {
  const log = await outside(async (loop) => [
    await runCoroutineThreadsafe(() => sleep(1, "done"), loop),
    await outcome(runCoroutineThreadsafe(async () => {
      await sleep(0);
      throw new RangeError("bad");
    }, loop)),
  ]);
  assertEquals(log, ["done", "RangeError: bad"]);
});

Deno.test("it is a task of the loop, from the next iteration on", async () => {
  await run(async () => {
    const log: unknown[] = [];
    const call = runCoroutineThreadsafe(async () => {
      log.push(currentTask()?.getLoop() === getRunningLoop());
      await sleep(0);
      return "result";
    }, getRunningLoop());
    log.push("called");
    call.finally(() => log.push("ended"));
    log.push(await call);
    assertEquals(log, ["called", true, "ended", "result"]);
    assertEquals(String(call), "[object ThreadsafeCall]");
  }, { loopFactory: newVirtualLoop });
});

Deno.test("it runs in a copy of the caller's context", async () => {
  const color = new ContextVar("color", { default: "none" });
  const log = await run(async () => {
    color.set("red");
    const seen = await runCoroutineThreadsafe(async () => {
      const value = color.get();
      color.set("green");
      await sleep(0);
      return value;
    }, getRunningLoop());
    return [seen, color.get()];
  });
  assertEquals(log, ["red", "red"]);
});

Deno.test("`cancel()` before the start, during and after the end", async () => {
  const log: unknown[] = [];
  await outside(async (loop) => {
    const never = runCoroutineThreadsafe(async () => {
      log.push("must not run");
      await sleep(0);
    }, loop);
    log.push(never.cancel("at once"), await outcome(never));

    const begun = withResolvers<void>();
    const call = runCoroutineThreadsafe(async () => {
      try {
        begun.resolve();
        await sleep(60_000);
      } finally {
        log.push("cleaned up");
      }
    }, loop);
    await begun.promise;
    log.push(call.cancel("enough"), await outcome(call), call.cancel());
  });
  assertEquals(log, [
    true,
    "CancelledError: at once",
    "cleaned up",
    true,
    "CancelledError: enough",
    false,
  ]);
});

Deno.test("a task of another loop awaits it", async () => {
  const ready = withResolvers<[EventLoop, Event]>();
  const other = run(async () => {
    const stop = new Event();
    ready.resolve([getRunningLoop(), stop]);
    await stop.wait();
    return "stopped";
  });
  const log = await run(async () => {
    const here = getRunningLoop();
    const [loop, stop] = await ready.promise;
    const theirs = await runCoroutineThreadsafe(async () => {
      await sleep(1);
      stop.set();
      return getRunningLoop();
    }, loop);
    return [theirs === loop, getRunningLoop() === here];
  });
  assertEquals([...log, await other], [true, true, "stopped"]);
});

Deno.test("what the task factory throws reaches the caller", async () => {
  const log = await outside(async (loop) => {
    loop.setTaskFactory(() => {
      throw new TypeError("no tasks today");
    });
    const end = await outcome(runCoroutineThreadsafe(() => sleep(1), loop));
    loop.setTaskFactory(null);
    return end;
  });
  assertEquals(log, "TypeError: no tasks today");
});

Deno.test("an error that nobody listens for is reported", async () => {
  const log: string[] = [];
  await outside(async (loop) => {
    loop.setExceptionHandler((_, { message, exception }) =>
      void log.push(`${message}: ${exception}`)
    );
    runCoroutineThreadsafe(
      () => Promise.reject(new Error("unseen")),
      loop,
    );
    await runCoroutineThreadsafe(() => sleep(1), loop);
  });
  assertEquals(log, ["Task exception was never retrieved: Error: unseen"]);
});

Deno.test("no coroutine function, a closed loop, a loop that closes first", async () => {
  const loop = newEventLoop();
  assertThrows(
    () => runCoroutineThreadsafe(42 as unknown as Coroutine<void>, loop),
    TypeError,
    "A coroutine object is required",
  );
  const late = runCoroutineThreadsafe(() => sleep(1), loop);
  loop.close();
  assertEquals(await outcome(late), "RuntimeError: Event loop is closed");
  assertThrows(
    () => runCoroutineThreadsafe(() => sleep(1), loop),
    Error,
    "Event loop is closed",
  );
});

Deno.test("`then()`, `catch()` and `finally()` are those of a promise", async () => {
  const log: string[] = [];
  await outside(async (loop) => {
    await runCoroutineThreadsafe(() => sleep(1, "value"), loop)
      .then((value) => log.push(`then ${value}`));
    await runCoroutineThreadsafe(() => Promise.reject(new Error("no")), loop)
      .catch((error) => log.push(`catch ${error.message}`));
    await runCoroutineThreadsafe(() => sleep(1), loop)
      .finally(() => log.push("finally"));
  });
  assertEquals(log, ["then value", "catch no", "finally"]);
});
