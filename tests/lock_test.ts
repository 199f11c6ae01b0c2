import { assertEquals } from "@std/assert";
import {
  Condition,
  createTask,
  gather,
  getRunningLoop,
  Lock,
  sleep,
} from "../mod.ts";
import { thrownBy, transcript } from "./_transcript.ts";

Deno.test("Lock: one at a time, first come, first served", async () => {
  assertEquals(
    await transcript(async (log) => {
      const lock = new Lock();
      const user = (name: string) => async () => {
        using _permit = await lock.acquire();
        log(name, "in", lock.locked());
        await sleep(10);
        log(name, "out");
      };
      await gather([user("a"), user("b"), user("c")]);
      log(lock.locked());
    }),
    ["a in true", "a out", "b in true", "b out", "c in true", "c out", "false"],
  );
});

Deno.test("a free lock is taken without waiting; nobody overtakes who was woken", async () => {
  assertEquals(
    await transcript(async (log) => {
      const lock = new Lock();
      const first = await lock.acquire();
      const waiter = createTask(async () => {
        using _permit = await lock.acquire();
        log("waiter");
      });
      await sleep(0);
      first.release();
      log("locked:", lock.locked());
      using _second = await lock.acquire();
      log("who came later");
      await waiter;
    }),
    ["locked: false", "waiter", "who came later"],
  );
});

Deno.test("a permit releases once; both styles for one acquisition are an error", async () => {
  assertEquals(
    await transcript(async (log) => {
      const lock = new Lock();
      const permit = await lock.acquire();
      permit.release();
      permit.release();
      log(lock.locked());
      const other = await lock.acquire();
      lock.release();
      log(thrownBy(() => other.release()));
      const third = await lock.acquire();
      log(thrownBy(() => permit.release()), lock.locked());
      third[Symbol.dispose]();
      log(thrownBy(() => lock.release()));
    }),
    [
      "false",
      "RuntimeError: Lock is not acquired.",
      "nothing true",
      "RuntimeError: Lock is not acquired.",
    ],
  );
});

Deno.test("a body that throws releases its permit", async () => {
  assertEquals(
    await transcript(async (log) => {
      const lock = new Lock();
      const failing = async () => {
        using _permit = await lock.acquire();
        await Promise.reject(new RangeError("in the body"));
      };
      await failing().catch(log);
      log(lock.locked());
    }),
    ["RangeError: in the body", "false"],
  );
});

Deno.test("a permit that cannot be released says so at the end of its block, beside the body's own error", async () => {
  assertEquals(
    await transcript(async (log) => {
      const lock = new Lock();
      const released = async () => {
        using _permit = await lock.acquire();
        lock.release();
      };
      await released().catch(log);
      const failing = async () => {
        using _permit = await lock.acquire();
        lock.release();
        throw new RangeError("in the body");
      };
      await failing().catch((error: SuppressedError) =>
        log(error.name, "|", error.error, "|", error.suppressed)
      );
      log(lock.locked());
    }),
    [
      "RuntimeError: Lock is not acquired.",
      "SuppressedError | RuntimeError: Lock is not acquired. | RangeError: in the body",
      "false",
    ],
  );
});

Deno.test("cancelled waiters leave the line", async () => {
  assertEquals(
    await transcript(async (log) => {
      const lock = new Lock();
      const held = await lock.acquire();
      const waiters = ["a", "b", "c"].map((name) =>
        createTask(async () => {
          using _permit = await lock.acquire();
          log(name);
        })
      );
      await sleep(0);
      waiters[1]?.cancel();
      await sleep(0);
      held.release();
      await gather(waiters, { returnExceptions: true });
    }),
    ["a", "c"],
  );
});

Deno.test("Condition: wait() lets go of the lock and takes it again; notify() wakes in order", async () => {
  assertEquals(
    await transcript(async (log) => {
      const condition = new Condition();
      const waiter = (name: string) => async () => {
        using _permit = await condition.acquire();
        log(name, "waits");
        log(name, await condition.wait(), condition.locked());
      };
      const waiters = ["a", "b", "c"].map((name) => createTask(waiter(name)));
      await sleep(0);
      {
        using _permit = await condition.acquire();
        condition.notify();
        log("notified one");
      }
      await sleep(5);
      {
        using _permit = await condition.acquire();
        condition.notifyAll();
        condition.notify(5);
        log("notified all");
      }
      await gather(waiters);
    }),
    [
      "a waits",
      "b waits",
      "c waits",
      "notified one",
      "a true true",
      "notified all",
      "b true true",
      "c true true",
    ],
  );
});

Deno.test("Condition.waitFor(): until the predicate holds; what it throws comes out with the lock held", async () => {
  assertEquals(
    await transcript(async (log) => {
      const condition = new Condition();
      let n = 0;
      const waiter = createTask(async () => {
        using _permit = await condition.acquire();
        log("got", await condition.waitFor(() => n >= 2 && `n = ${n}`));
      });
      const failing = createTask(async () => {
        using _permit = await condition.acquire();
        await condition.waitFor(() => {
          if (n > 0) throw new TypeError("in the predicate");
          return false;
        }).catch((error) => log(error, condition.locked()));
      });
      for (let i = 0; i < 2; i++) {
        await sleep(1);
        using _permit = await condition.acquire();
        n++;
        condition.notifyAll();
      }
      await gather([waiter, failing]);
      log(condition.locked());
    }),
    ["TypeError: in the predicate true", "got n = 2", "false"],
  );
});

Deno.test("a lock that a cancelled waiter has left is taken at once", async () => {
  assertEquals(
    await transcript(async (log) => {
      const lock = new Lock();
      const permit = await lock.acquire();
      const waiter = createTask(() => lock.acquire());
      await sleep(0);
      waiter.cancel();
      await gather([waiter], { returnExceptions: true });
      permit.release();
      getRunningLoop().callSoon(() => log("others run"));
      await lock.acquire();
      log("taken");
      await sleep(0);
    }),
    ["taken", "others run"],
  );
});

Deno.test("Condition: several share a lock; without it they refuse", async () => {
  assertEquals(
    await transcript(async (log) => {
      const lock = new Lock();
      const [full, empty] = [new Condition(lock), new Condition(lock)];
      const waiter = createTask(async () => {
        using _permit = await full.acquire();
        await full.wait();
        log("full");
      });
      await sleep(0);
      using permit = await empty.acquire();
      empty.notifyAll();
      full.notify();
      permit.release();
      await waiter;
      await full.wait().catch(log);
      log(thrownBy(() => full.notify()), thrownBy(() => full.notifyAll()));
      log(thrownBy(() => full.release()));
    }),
    [
      "full",
      "RuntimeError: cannot wait on un-acquired lock",
      "RuntimeError: cannot notify on un-acquired lock RuntimeError: cannot notify on un-acquired lock",
      "RuntimeError: Lock is not acquired.",
    ],
  );
});

Deno.test("Condition: a deadlock on the way back to the lock is told", async () => {
  assertEquals(
    await transcript(async (log) => {
      const condition = new Condition();
      const loop = getRunningLoop();
      await condition.acquire();
      const holder = createTask(async () => {
        await condition.acquire();
        condition.notify();
        log("notified");
        await loop.createFuture();
      });
      try {
        await condition.wait();
      } catch (error) {
        log((error as Error).message.split(":")[0]);
      }
      log("locked:", condition.locked());
      holder.cancel();
    }),
    ["notified", "deadlock", "locked: true"],
  );
});
