// AbortSignals both ways: a cancelled task aborts what the host does for it, and
// an aborted signal cancels the task.
import { assertEquals, assertStrictEquals } from "@std/assert";
import {
  abortable,
  CancelledError,
  createTask,
  currentTask,
  getRunningLoop,
  run,
  sleep,
  type Task,
  timeout,
} from "../mod.ts";
import { thrownBy, transcript } from "./_transcript.ts";

/** An operation of the host's that only its signal ends. */
function endless(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

Deno.test("abortable() gives what the operation gives, and throws what it throws", async () => {
  assertEquals(
    await transcript(async (log) => {
      log(await abortable(() => Promise.resolve("value")));
      await abortable(() => Promise.reject(new TypeError("failed"))).catch(log);
      await abortable(() => Promise.reject("no error")).catch(log);
      await abortable(() => {
        throw new RangeError("at once");
      }).catch(log);
      log(
        await abortable(async (signal) => {
          await sleep(10);
          return signal.aborted;
        }),
      );
    }),
    [
      "value",
      "TypeError: failed",
      "no error",
      "RangeError: at once",
      "false",
    ],
  );
});

Deno.test("abortable(): cancelling the task aborts the operation and waits for its cleanup", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(() =>
        abortable(async (signal) => {
          try {
            await endless(signal);
          } finally {
            log("reason:", signal.reason);
            await new Promise((resolve) => setTimeout(resolve, 1));
            log("cleaned up");
          }
        })
      );
      await sleep(0);
      log("cancel:", task.cancel("enough"), task.cancel("again"));
      await task.catch(log);
      log("cancelled:", task.cancelled());
    }),
    [
      "cancel: true true",
      "reason: CancelledError: enough",
      "cleaned up",
      "CancelledError: enough",
      "cancelled: true",
    ],
  );
});

Deno.test("abortable(): what completes all the same is not lost; the cancellation comes at the next wait", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(async () => {
        log(
          "got",
          await abortable((signal) =>
            endless(signal).catch(() => "what was done already")
          ),
        );
        await sleep(0).catch((error) => {
          log(error);
          throw error;
        });
      });
      await sleep(0);
      task.cancel("enough");
      await task.catch(() => log("cancelled:", task.cancelled()));
    }),
    [
      "got what was done already",
      "CancelledError: enough",
      "cancelled: true",
    ],
  );
});

Deno.test("abortable(): cancelled in the step in which the answer came", async () => {
  const answers = [
    () => Promise.resolve("the answer"),
    () => Promise.reject("no answer"),
  ];
  assertEquals(
    await transcript(async (log) => {
      for (const answer of answers) {
        const task = createTask(async () => {
          await abortable<string>(answer).then(
            (value) => log("got", value),
            (error) => log("lost", error),
          );
          await sleep(0);
          log("goes on");
        });
        await sleep(0);
        // It is ready, and has not run since.
        log(task.cancel("enough"));
        await task.catch(log);
      }
    }),
    [
      "true",
      "got the answer",
      "CancelledError: enough",
      "true",
      "lost CancelledError: enough",
      "goes on",
    ],
  );
});

Deno.test("abortable(): an error of the operation's own becomes the cancellation", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(() =>
        abortable((signal) =>
          endless(signal).catch(() => Promise.reject(new Error("of its own")))
        )
      );
      await sleep(0);
      task.cancel();
      await task.catch(log);
    }),
    ["CancelledError"],
  );
});

Deno.test("abortable() in a timeout: TimeoutError, and the operation is aborted", async () => {
  assertEquals(
    await transcript(async (log) => {
      let aborted: AbortSignal | null = null;
      const operation = timeout(5, () =>
        abortable(async (signal) => {
          aborted = signal;
          await sleep(1000);
          signal.throwIfAborted();
        }));
      await operation.catch(log);
      log("aborted:", (aborted as AbortSignal | null)?.aborted);
      log("at", getRunningLoop().time());
    }),
    // The operation itself waits on the loop: that wait is cancelled too.
    ["TimeoutError", "aborted: true", "at 5"],
  );
});

Deno.test("abortable() refuses what is no function, and works in a loop only", async () => {
  const promise = Promise.resolve() as never;
  const lines = await transcript(async (log) => {
    log(thrownBy(() => abortable(promise)));
    await sleep(0);
  });
  assertEquals([...lines, thrownBy(() => abortable(() => promise))], [
    "TypeError: abortable() takes a function: write abortable((signal) => fetch(url, { signal }))",
    "RuntimeError: no running event loop",
  ]);
});

Deno.test("task.signal is aborted, with the CancelledError as reason, when the task is cancelled", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(async () => {
        const { signal } = currentTask() as Task<unknown>;
        assertStrictEquals(signal, currentTask()?.signal);
        signal.addEventListener("abort", () => log("aborted:", signal.reason));
        await sleep(1000);
      });
      await sleep(0);
      task.cancel("enough");
      log("cancel() has returned");
      await task.catch(() => {});
      // Asked for only now, of a task that is done.
      log(createTask(() => sleep(0)).signal.aborted);
    }),
    ["aborted: CancelledError: enough", "cancel() has returned", "false"],
  );
});

Deno.test("task.signal, asked for while a cancellation is on its way, is aborted already", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(async () => {
        const self = currentTask() as Task<unknown>;
        self.cancel("self");
        log(self.signal.aborted, self.signal.reason);
        await sleep(0);
      });
      await task.catch(log);
    }),
    ["true CancelledError: self", "CancelledError: self"],
  );
});

Deno.test("task.signal is a fresh one after uncancel(), and after a caught cancellation at the next wait", async () => {
  assertEquals(
    await transcript(async (log) => {
      const aborted = (task: Task<unknown>) =>
        log("aborted:", task.signal.aborted);
      const handles = createTask(async () => {
        const self = currentTask() as Task<unknown>;
        aborted(self);
        await sleep(1000).catch(() => aborted(self));
        self.uncancel();
        aborted(self);
      });
      const swallows = createTask(async () => {
        const self = currentTask() as Task<unknown>;
        aborted(self);
        await sleep(1000).catch(() => aborted(self));
        const waiting = sleep(0);
        aborted(self);
        await waiting;
      });
      await sleep(0);
      handles.cancel();
      await handles;
      swallows.cancel();
      await swallows;
    }),
    [
      "aborted: false",
      "aborted: false",
      "aborted: true",
      "aborted: false",
      "aborted: true",
      "aborted: false",
    ],
  );
});

Deno.test("task.signal ends a fetch of a cancelled task at once", async () => {
  // A server that never answers would need the network: a stream stands for it.
  const lines = await transcript(async (log) => {
    const task = createTask(async () => {
      const { signal } = currentTask() as Task<unknown>;
      const body = new ReadableStream();
      await abortable((own) =>
        body.pipeTo(new WritableStream(), {
          signal: AbortSignal.any([signal, own]),
        })
      );
    });
    await sleep(0);
    task.cancel();
    await task.catch((error) => log(error instanceof CancelledError));
  });
  assertEquals(lines, ["true"]);
});

Deno.test("10,000 waits on one signal leave no listener", async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners++;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners--;
    remove(...args);
  };
  const most = await run(async () => {
    for (let i = 0; i < 5_000; i++) await sleep(0);
    for (let i = 0; i < 5_000; i++) {
      await abortable(() => Promise.resolve());
    }
    return listeners;
  }, { signal });
  assertEquals([most, listeners], [1, 0]);
});

Deno.test("10,000 waits of a task leave no listener on task.signal, and keep one signal", async () => {
  await run(async () => {
    const self = currentTask() as Task<unknown>;
    const { signal } = self;
    let listeners = 0;
    signal.addEventListener = () => {
      listeners++;
    };
    for (let i = 0; i < 10_000; i++) {
      if (i % 2 === 0) await sleep(0);
      else await abortable(() => Promise.resolve());
    }
    assertStrictEquals(self.signal, signal);
    assertEquals(listeners, 0);
  });
});

Deno.test("an operation that an outer signal aborts fails with that signal's reason, and cancels nobody", async () => {
  const controller = new AbortController();
  const lines = await transcript(async (log) => {
    const task = createTask(() =>
      abortable((signal) =>
        endless(AbortSignal.any([signal, controller.signal]))
      )
    );
    await sleep(0);
    controller.abort(new Error("by the user"));
    await task.catch(log);
    log(task.cancelled(), task.cancelling());
  });
  assertEquals(lines, ["Error: by the user", "false 0"]);
});
