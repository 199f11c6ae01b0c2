import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { AsyncLocalStorage } from "node:async_hooks";
import {
  CancelledError,
  ContextVar,
  createTask,
  currentTask,
  ensureFuture,
  Future,
  gather,
  getRunningLoop,
  isFuture,
  newEventLoop,
  run,
  sleep,
  wrapFuture,
} from "../mod.ts";
import { thrownBy, transcript, withResolvers, words } from "./_transcript.ts";

Deno.test("a future's states: pending, finished, failed, cancelled", async () => {
  assertEquals(
    await transcript((log) => {
      const loop = getRunningLoop();
      const show = (future: Future<number>) =>
        log(
          String(future.done()),
          String(future.cancelled()),
          thrownBy(() => log("result", future.result())),
          thrownBy(() => log("exception", future.exception())),
        );
      const future = loop.createFuture<number>();
      show(future);
      future.setResult(1);
      show(future);
      const failed = loop.createFuture<number>();
      failed.setException(new TypeError("x"));
      show(failed);
      const cancelled = loop.createFuture<number>();
      log(cancelled.cancel("enough"), cancelled.cancel());
      show(cancelled);
    }),
    [
      "false false InvalidStateError: Result is not set. InvalidStateError: Exception is not set.",
      "result 1",
      "exception null",
      "true false nothing nothing",
      "exception TypeError: x",
      "true false TypeError: x nothing",
      "true false",
      "true true CancelledError: enough CancelledError: enough",
    ],
  );
});

Deno.test("a done future takes nothing more", async () => {
  await run(async () => {
    const future = getRunningLoop().createFuture<number>();
    future.setResult(1);
    const done = "InvalidStateError: invalid state";
    assertEquals(
      [
        thrownBy(() => future.setResult(2)),
        thrownBy(() => future.setException(new Error())),
        future.cancel(),
        await future,
      ],
      [done, done, false, 1],
    );
  });
});

Deno.test("setException() takes errors, error classes, and anything else that can be thrown", async () => {
  assertEquals(
    await transcript(async (log) => {
      for (const exception of [new Error("x"), TypeError, "text", undefined]) {
        const future = getRunningLoop().createFuture();
        future.setException(exception);
        try {
          await future;
        } catch (error) {
          log(words(error));
        }
      }
    }),
    ["Error: x", "TypeError", "thrown: text", "thrown: undefined"],
  );
});

Deno.test("done callbacks run by callSoon(), in order, once; they can be removed and added twice", async () => {
  assertEquals(
    await transcript(async (log) => {
      const future = getRunningLoop().createFuture<string>();
      const a = (done: Future<string>) => log("a", done.result());
      const b = () => log("b");
      future.addDoneCallback(a);
      future.addDoneCallback(b);
      future.addDoneCallback(a);
      future.addDoneCallback(() => log("c"));
      log(
        "removed",
        future.removeDoneCallback(b),
        future.removeDoneCallback(b),
      );
      future.setResult("x");
      log("set");
      await sleep(0);
      future.addDoneCallback(b);
      log("added late");
      await sleep(0);
    }),
    ["removed 1 0", "set", "a x", "a x", "c", "added late", "b"],
  );
});

Deno.test("done callbacks run in the context of their registration, or in a given one", async () => {
  const color = new ContextVar("color", { default: "none" });
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(async () => {
        color.set("green");
        await sleep(0);
      });
      color.set("red");
      task.addDoneCallback(() => log(color.get()));
      task.addDoneCallback(() => log(color.get()), {
        context: task.getContext(),
      });
      color.set("blue");
      await task;
      await sleep(0);
    }),
    ["red", "green"],
  );
});

Deno.test("`await` waits: cancelling the task cancels the future. A listener only listens", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      const awaited = loop.createFuture<void>();
      const heard = loop.createFuture<void>();
      const waiter = createTask(async () => {
        heard.then(() => log("heard"));
        heard.finally(() => log("finally"));
        heard.catch(() => log("never"));
        await awaited;
      });
      await sleep(0);
      waiter.cancel();
      await waiter.catch(() => {});
      log(awaited.cancelled(), heard.done());
      heard.setResult();
      await sleep(0);
      await sleep(0);
    }),
    ["true false", "heard", "finally"],
  );
});

Deno.test("then(), catch() and finally() chain as a promise's do", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      const good = loop.createFuture<number>();
      const bad = loop.createFuture<number>();
      const chains = [
        good.then((n) => n + 1),
        good.then(null, null),
        good.then((n) => sleep(1, n * 10)),
        good.finally(() => 5),
        bad.catch((error) => words(error)),
        bad.then(() => "never", () => "rescued"),
        good.then(() => {
          throw new RangeError("in then()");
        }).catch(words),
        bad.finally(() => Promise.reject(new Error("in finally()"))).catch(
          words,
        ),
        bad.then((n) => n).catch(words),
      ];
      good.setResult(1);
      bad.setException(new TypeError("bad"));
      log((await Promise.all(chains)).join(" | "));
      log(good[Symbol.toStringTag], String(good));
    }),
    [
      "2 | 1 | 10 | 1 | TypeError: bad | rescued | RangeError: in then() | Error: in finally() | TypeError: bad",
      "Future [object Future]",
    ],
  );
});

Deno.test("a task that awaits what a listener gives is a task of the loop that waits", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      const slow = (text: string) => createTask(() => sleep(10, text));
      log(await slow("then").then((text) => `${text}()`), loop.time());
      log(await slow("catch").catch(() => "never"), loop.time());
      log(await slow("finally").finally(() => {}), loop.time());
      log(
        await slow("long chain").then((text) => text).catch(() => {})
          .finally(() => {}).then((text) => text),
        loop.time(),
      );
      log(await slow("sleeps").then((text) => sleep(10, text)), loop.time());
      log(
        (await Promise.all([slow("both").catch(log), slow("all").finally()]))
          .join(),
        loop.time(),
      );
      const inner = slow("inner");
      const waiter = createTask(async () => await inner.catch(() => {}));
      await sleep(0);
      waiter.cancel("enough");
      await waiter.catch(log);
      log(inner.cancelled(), await inner);
    }),
    [
      "then() 10",
      "catch 20",
      "finally 30",
      "long chain 40",
      "sleeps 60",
      "both,all 70",
      "CancelledError: enough",
      "false inner",
    ],
  );
});

Deno.test("listeners that nobody awaits take no part in their task's cancellation", async () => {
  assertEquals(
    await transcript(async (log) => {
      const future = getRunningLoop().createFuture<string>();
      const task = createTask(async () => {
        future.then((text) => log("heard", text)).finally(() => log("end"));
        await new Promise<void>((resolve) => queueMicrotask(resolve));
        currentTask()?.cancel();
        await sleep(0);
        log("never");
      });
      await task.catch(log);
      future.setResult("x");
      await sleep(0);
      await sleep(0);
    }),
    ["CancelledError", "heard x", "end"],
  );
});

Deno.test("listeners keep the async context, and the context variables, of who listens", async () => {
  const storage = new AsyncLocalStorage<string>();
  const color = new ContextVar("color", { default: "none" });
  assertEquals(
    await transcript(async (log) => {
      const future = getRunningLoop().createFuture<void>();
      await createTask(async () => {
        color.set("red");
        storage.run("stored", () => {
          future.then(() =>
            log(storage.getStore(), color.get(), currentTask())
          );
        });
        await sleep(0);
      });
      future.setResult();
      await sleep(0);
      await sleep(0);
    }),
    // The task itself has ended.
    ["stored red null"],
  );
});

Deno.test("several tasks may wait for one future, and are woken in order", async () => {
  assertEquals(
    await transcript(async (log) => {
      const future = getRunningLoop().createFuture<string>();
      const waiters = ["a", "b", "c"].map((name) =>
        createTask(async () => log(name, await future))
      );
      await sleep(0);
      future.setResult("x");
      await gather(waiters);
    }),
    ["a x", "b x", "c x"],
  );
});

Deno.test("a task may wait for several at once; cancelling it undoes all", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      const futures = [loop.createFuture(), loop.createFuture()];
      const task = createTask(async () => {
        try {
          await Promise.all([...futures, sleep(1000)]);
        } catch (error) {
          log(error instanceof CancelledError);
          throw error;
        }
      });
      await sleep(0);
      task.cancel();
      await task.catch(() => {});
      log(futures.map((future) => future.cancelled()).join());
      log("at", loop.time());
    }),
    ["true", "true,true", "at 0"],
  );
});

Deno.test("Promise.race() of two waits: the loser goes on, the winner's value counts", async () => {
  assertEquals(
    await transcript(async (log) => {
      log(await Promise.race([sleep(10, "slow"), sleep(5, "fast")]));
      log("at", getRunningLoop().time());
      await sleep(10);
    }),
    ["fast", "at 5"],
  );
});

Deno.test("wrapFuture(): follows a promise; cancelling it ends only the wait", async () => {
  assertEquals(
    await transcript(async (log) => {
      log(await wrapFuture(Promise.resolve("value")));
      await wrapFuture(Promise.reject(new TypeError("x"))).catch(log);
      let settled = false;
      const host = withResolvers<string>();
      host.promise.then(() => {
        settled = true;
      });
      const wrapped = wrapFuture(host.promise);
      log(wrapped.cancel("enough"));
      await wrapped.catch(log);
      log("settled:", settled);
      host.resolve("late");
      await sleep(1);
      log("settled:", settled);
    }),
    [
      "value",
      "TypeError: x",
      "true",
      "CancelledError: enough",
      "settled: false",
      "settled: true",
    ],
  );
});

Deno.test("wrapFuture() of a wait of the module that has begun cancels that wait", async () => {
  assertEquals(
    await transcript(async (log) => {
      const begun = sleep(1000);
      const wrapped = wrapFuture(begun);
      log(wrapped.cancel());
      await begun.catch(log);
      log("at", getRunningLoop().time());
    }),
    ["true", "CancelledError", "at 0"],
  );
});

Deno.test("ensureFuture(), isFuture()", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(() => sleep(1, "task"));
      assertStrictEquals(ensureFuture(task), task);
      assertStrictEquals(wrapFuture(task), task);
      log(await ensureFuture(() => sleep(1, "function")));
      log(await ensureFuture(Promise.resolve("promise")));
      const thenable: PromiseLike<string> = {
        then: (resolve) => Promise.resolve("thenable").then(resolve),
      };
      log(await ensureFuture(thenable));
      log(thrownBy(() => ensureFuture(1 as never)));
      log(thrownBy(() => ensureFuture(null as never)));
      log(isFuture(task), isFuture(Promise.resolve()), isFuture(null));
      await task;
    }),
    [
      "function",
      "promise",
      "thenable",
      "TypeError: An asyncio.Future, a coroutine or an awaitable is required",
      "TypeError: An asyncio.Future, a coroutine or an awaitable is required",
      "true false false",
    ],
  );
});

Deno.test("a future outside of a loop needs one that is given or set", () => {
  assertEquals(
    thrownBy(() => new Future()),
    "RuntimeError: There is no current event loop in thread 'MainThread'.",
  );
  const loop = newEventLoop();
  const future = new Future<number>({ loop });
  assertStrictEquals(future.getLoop(), loop);
  assert(!future.done());
  loop.close();
});

Deno.test("futures and tasks print what they are", async () => {
  await run(async () => {
    const future = getRunningLoop().createFuture();
    const task = createTask(() => sleep(1), { name: "napper" });
    const before = [Deno.inspect(future), Deno.inspect(task)];
    task.cancel();
    const cancelling = Deno.inspect(task);
    await task.catch(() => {});
    assertEquals([...before, cancelling, Deno.inspect(task)], [
      "<Future pending>",
      '<Task "napper" pending>',
      '<Task "napper" cancelling>',
      '<Task "napper" cancelled>',
    ]);
  });
});
