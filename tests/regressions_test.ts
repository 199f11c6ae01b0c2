// Bugs that others had, by number. Each program is the smallest that showed it.
import { assertEquals } from "@std/assert";
import {
  BoundedSemaphore,
  CancelledError,
  Condition,
  createTask,
  currentTask,
  Event,
  gather,
  getRunningLoop,
  Lock,
  Queue,
  Semaphore,
  shield,
  sleep,
  type Task,
  taskGroup,
  timeout,
  waitFor,
} from "../mod.ts";
import { transcript, words } from "./_transcript.ts";

/** How a task has ended. */
function end(task: Task<unknown>): string {
  if (!task.done()) return "pending";
  if (task.cancelled()) return "cancelled";
  const exception = task.exception();
  return exception === null ? `result ${task.result()}` : words(exception);
}

Deno.test("cpython #86296: waitFor() does not swallow a cancellation that comes as its work ends", async () => {
  assertEquals(
    await transcript(async (log) => {
      const inner = getRunningLoop().createFuture<string>();
      const task = createTask(() => waitFor(inner, 1000));
      await sleep(0);
      inner.setResult("done");
      log("cancel:", task.cancel());
      await sleep(0);
      await sleep(0);
      log(end(task));
    }),
    ["cancel: true", "cancelled"],
  );
});

Deno.test("cpython #86296: the same when the time runs out at that moment", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(() => waitFor(() => sleep(1000), 10));
      getRunningLoop().callLater(10, () => log("cancel:", task.cancel()));
      await sleep(20);
      log(end(task));
    }),
    ["cancel: true", "cancelled"],
  );
});

Deno.test("cpython #90155: a semaphore with a cancelled waiter lets the others in", async () => {
  assertEquals(
    await transcript(async (log) => {
      const semaphore = new Semaphore(1);
      const held = await semaphore.acquire();
      const waiters = [1, 2, 3].map((n) =>
        createTask(async () => {
          const permit = await semaphore.acquire();
          log(n, "is in");
          permit.release();
        })
      );
      await sleep(0);
      // Woken and cancelled in the same step.
      held.release();
      waiters[0]?.cancel();
      await gather(waiters, { returnExceptions: true });
      log("locked:", semaphore.locked());
    }),
    ["2 is in", "3 is in", "locked: false"],
  );
});

Deno.test("cpython #90155: a semaphore stays first come, first served", async () => {
  assertEquals(
    await transcript(async (log) => {
      const semaphore = new Semaphore(1);
      const user = async (name: string) => {
        for (let i = 0; i < 2; i++) {
          const permit = await semaphore.acquire();
          log(name, i);
          permit.release();
        }
      };
      const held = await semaphore.acquire();
      const users = ["a", "b"].map((name) => createTask(() => user(name)));
      await sleep(0);
      held.release();
      await gather(users);
    }),
    ["a 0", "b 0", "a 1", "b 1"],
  );
});

Deno.test("cpython #102780: after a timeout the task's cancel count is what it was", async () => {
  assertEquals(
    await transcript(async (log) => {
      await timeout(5, () => sleep(10)).catch((error) => log(error.name));
      log("cancelling", currentTask()?.cancelling());
      // So a task group inside a caught timeout works.
      log(
        await taskGroup(async (group) => {
          const task = group.createTask(() => sleep(1, "ran"));
          return await task;
        }),
      );
      await timeout(5, async () => {
        await sleep(10).catch(() => log("swallowed"));
        log("cancelling inside", currentTask()?.cancelling());
        await sleep(1);
      });
      log("cancelling", currentTask()?.cancelling());
    }),
    [
      "TimeoutError",
      "cancelling 0",
      "ran",
      "swallowed",
      "cancelling inside 1",
      "cancelling 0",
    ],
  );
});

Deno.test("cpython #116720: a task group inside a cancelled one gives back only its own cancellation", async () => {
  assertEquals(
    await transcript(async (log) => {
      await taskGroup(async (outer) => {
        try {
          await taskGroup(async (inner) => {
            outer.createTask(async () => {
              await sleep(1);
              throw new Error("outer child");
            });
            inner.createTask(async () => {
              await sleep(1);
              throw new Error("inner child");
            });
            await sleep(1000);
          });
        } catch (error) {
          log("inner group:", words(error));
          log("cancelling", currentTask()?.cancelling());
        }
        await sleep(1000);
        log("never: the outer group has cancelled us");
      }).catch((error) => log("outer group:", words(error)));
      log("cancelling", currentTask()?.cancelling());
      await sleep(1);
      log("goes on");
    }),
    [
      "inner group: ExceptionGroup(Error: inner child)",
      "cancelling 1",
      "outer group: ExceptionGroup(Error: outer child)",
      "cancelling 0",
      "goes on",
    ],
  );
});

Deno.test("cpython #116720: an outside cancellation together with a failure arrives at the next wait", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(async () => {
        try {
          await taskGroup(async (group) => {
            group.createTask(async () => {
              try {
                await sleep(1000);
              } finally {
                log("child fails while being cancelled");
                await Promise.reject(new Error("in cleanup"));
              }
            });
            await sleep(1000);
          });
        } catch (error) {
          log(words(error));
        }
        log("cancelling", currentTask()?.cancelling());
        await sleep(1);
        log("never");
      });
      await sleep(1);
      task.cancel();
      await sleep(10);
      log(end(task));
    }),
    [
      "child fails while being cancelled",
      "ExceptionGroup(Error: in cleanup)",
      "cancelling 1",
      "cancelled",
    ],
  );
});

Deno.test("a child that fails while its parent is being cancelled is not lost, nor is the cancellation", async () => {
  assertEquals(
    await transcript(async (log) => {
      const gate = new Event();
      const parent = createTask(() =>
        taskGroup(async (group) => {
          group.createTask(async () => {
            await gate.wait();
            throw new Error("child");
          });
          await sleep(1000);
        })
      );
      await sleep(1);
      gate.set();
      await sleep(0);
      // The child has failed in this iteration; nobody has been told yet.
      parent.cancel();
      await sleep(1);
      log(end(parent), "cancelling", parent.cancelling());
    }),
    [
      "ExceptionGroup(Error: child) cancelling 1",
    ],
  );
});

Deno.test("cpython #134471: a release beside cancelled waiters wakes one that lives", async () => {
  assertEquals(
    await transcript(async (log) => {
      for (
        const lock of [new Lock(), new Semaphore(1), new BoundedSemaphore(1)]
      ) {
        const held = await lock.acquire();
        const waiters = [1, 2, 3].map((n) =>
          createTask(async () => {
            using _permit = await lock.acquire();
            log(n, "is in");
            await sleep(0);
          })
        );
        await sleep(0);
        waiters[0]?.cancel();
        held.release();
        waiters[1]?.cancel();
        await gather(waiters, { returnExceptions: true });
        log(lock.constructor.name, "locked:", lock.locked());
      }
    }),
    [
      "3 is in",
      "Lock locked: false",
      "3 is in",
      "Semaphore locked: false",
      "3 is in",
      "BoundedSemaphore locked: false",
    ],
  );
});

Deno.test("cpython #155433: a cancelled Condition.wait() leaves with the lock held, however often it is cancelled", async () => {
  assertEquals(
    await transcript(async (log) => {
      const condition = new Condition();
      const task = createTask(async () => {
        await condition.acquire();
        try {
          await condition.wait();
        } finally {
          log("holds the lock:", condition.locked());
          condition.release();
        }
      });
      await sleep(0);
      const other = await condition.acquire();
      for (let i = 0; i < 3; i++) {
        task.cancel(`cancel ${i}`);
        await sleep(0);
      }
      log(end(task));
      other.release();
      await task.catch((error) => log(error));
      log("locked:", condition.locked());
    }),
    [
      "pending",
      "holds the lock: true",
      "CancelledError: cancel 2",
      "locked: false",
    ],
  );
});

Deno.test("a notification that its waiter cannot use goes to the next", async () => {
  assertEquals(
    await transcript(async (log) => {
      const condition = new Condition();
      const waiters = [1, 2].map((n) =>
        createTask(async () => {
          using _permit = await condition.acquire();
          await condition.wait();
          log(n, "was notified");
        })
      );
      await sleep(0);
      const permit = await condition.acquire();
      condition.notify(1);
      waiters[0]?.cancel();
      permit.release();
      log(
        (await gather(waiters, { returnExceptions: true })).map((r) => `${r}`),
      );
    }),
    ["2 was notified", "CancelledError,undefined"],
  );
});

Deno.test("anyio #1145: a cancelled scope inside a shielded one does not leak its cancellation", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(async () => {
        try {
          await sleep(1000);
        } finally {
          // Cleanup with a limit of its own, in a task that is being cancelled.
          await timeout(5, () => shield(() => sleep(100))).catch((error) =>
            log(
              "cleanup",
              error.name,
              "cancelling",
              currentTask()?.cancelling(),
            )
          );
          await sleep(1);
          log("cleanup ends");
        }
      });
      await sleep(0);
      task.cancel();
      await sleep(50);
      log(end(task));
    }),
    ["cleanup TimeoutError cancelling 1", "cleanup ends", "cancelled"],
  );
});

Deno.test("a semaphore loses no permit when a waiter times out", async () => {
  assertEquals(
    await transcript(async (log) => {
      const semaphore = new Semaphore(1);
      const held = await semaphore.acquire();
      for (const limit of [5, 0]) {
        await waitFor(() => semaphore.acquire(), limit).catch((error) =>
          log(error.name)
        );
        await waitFor(semaphore.acquire(), limit).catch((error) =>
          log(error.name)
        );
      }
      // The permit comes in the very iteration in which the time runs out.
      getRunningLoop().callLater(5, () => held.release());
      await timeout(5, () => semaphore.acquire()).then(
        (permit) => permit.release(),
        (error) => log("at that moment", error.name),
      );
      log("locked:", semaphore.locked());
      (await semaphore.acquire()).release();
    }),
    [
      "TimeoutError",
      "TimeoutError",
      "TimeoutError",
      "TimeoutError",
      "at that moment TimeoutError",
      "locked: false",
    ],
  );
});

Deno.test("items are not lost on getters that are cancelled or time out", async () => {
  assertEquals(
    await transcript(async (log) => {
      const queue = new Queue<number>();
      const getters = [1, 2].map((n) =>
        createTask(async () => log("getter", n, "got", await queue.get()))
      );
      await sleep(0);
      queue.putNowait(1);
      getters[0]?.cancel();
      await gather(getters, { returnExceptions: true });

      getRunningLoop().callLater(5, () => queue.putNowait(2));
      await waitFor(() => queue.get(), 5).catch((error) => log(error.name));
      await waitFor(queue.get(), 5).then((item) => log("got", item));

      getRunningLoop().callLater(5, () => queue.putNowait(3));
      await waitFor(queue.get(), 5).catch((error) => log(error.name));
      log("left", queue.qsize());
    }),
    ["getter 2 got 1", "TimeoutError", "got 2", "TimeoutError", "left 1"],
  );
});

Deno.test("room is not lost on putters that are cancelled", async () => {
  assertEquals(
    await transcript(async (log) => {
      const queue = new Queue<number>(1);
      queue.putNowait(0);
      const putters = [1, 2].map((n) => createTask(() => queue.put(n)));
      await sleep(0);
      log("got", queue.getNowait());
      putters[0]?.cancel();
      await gather(putters, { returnExceptions: true });
      log("got", queue.getNowait(), "then empty:", queue.empty());
    }),
    ["got 0", "got 2 then empty: true"],
  );
});

Deno.test("an event that is set and cleared in one step wakes who waited, cancelled or not", async () => {
  assertEquals(
    await transcript(async (log) => {
      const event = new Event();
      const waiters = [1, 2].map((n) =>
        createTask(async () => {
          await event.wait();
          log(n, "woke");
        })
      );
      await sleep(0);
      event.set();
      event.clear();
      waiters[0]?.cancel();
      await gather(waiters, { returnExceptions: true });
      log(waiters.map(end).join(", "));
    }),
    ["2 woke", "cancelled, result undefined"],
  );
});

Deno.test("a cancellation beats a result that is there but not seen yet", async () => {
  assertEquals(
    await transcript(async (log) => {
      const future = getRunningLoop().createFuture<number>();
      const task = createTask(async () => {
        try {
          await future;
        } catch (error) {
          log("CancelledError:", error instanceof CancelledError);
          throw error;
        }
      });
      await sleep(0);
      future.setResult(1);
      task.cancel();
      await sleep(0);
      await sleep(0);
      log(end(task));
    }),
    ["CancelledError: true", "cancelled"],
  );
});
