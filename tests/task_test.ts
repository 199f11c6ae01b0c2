// deno-lint-ignore-file require-await -- a coroutine need not wait
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import {
  allTasks,
  CancelledError,
  ContextVar,
  createTask,
  currentTask,
  eagerTaskFactory,
  gather,
  getRunningLoop,
  newEventLoop,
  run,
  sleep,
  Task,
} from "../mod.ts";
import { thrownBy, transcript } from "./_transcript.ts";

Deno.test("a task begins in the next iteration, in a copy of the context", async () => {
  const color = new ContextVar("color", { default: "none" });
  assertEquals(
    await transcript(async (log) => {
      color.set("red");
      const task = createTask(async () => {
        log("begins", color.get());
        color.set("green");
        return color.get();
      });
      color.set("blue");
      log("made");
      log(await task, color.get());
    }),
    ["made", "begins red", "green blue"],
  );
});

Deno.test("names: given, numbered, changed", async () => {
  await run(async () => {
    const given = createTask(() => sleep(0), { name: "given" });
    const [one, two] = [createTask(() => sleep(0)), createTask(() => sleep(0))];
    const number = (task: Task<void>) => Number(task.getName().slice(5));
    assertEquals(given.getName(), "given");
    assertEquals(number(two), number(one) + 1);
    one.setName("renamed");
    assertEquals(one.getName(), "renamed");
    const other = createTask(() => sleep(0), { name: 5 as never });
    assertEquals(other.getName(), "5");
    await Promise.all([given, one, two, other]);
  });
});

Deno.test("getCoro(), getContext(), a given context", async () => {
  await run(async () => {
    const color = new ContextVar<string>("color");
    const coro = async () => color.set("red");
    const task = createTask(coro);
    assertStrictEquals(task.getCoro(), coro);
    await task;
    assertEquals(task.getContext().get(color), "red");
    const context = task.getContext();
    const other = createTask(async () => color.get(), { context });
    assertStrictEquals(other.getContext(), context);
    assertEquals(await other, "red");
  });
});

Deno.test("a task cannot be given a result or an exception", async () => {
  await run(async () => {
    const task = createTask(() => sleep(0));
    assertEquals(
      [
        thrownBy(() => task.setResult()),
        thrownBy(() => task.setException(new Error())),
      ],
      [
        "RuntimeError: Task does not support set_result operation",
        "RuntimeError: Task does not support set_exception operation",
      ],
    );
    await task;
  });
});

Deno.test("createTask() refuses what is no function, and says what to write", async () => {
  assertEquals(
    await transcript((log) => {
      const done = getRunningLoop().createFuture();
      for (const wrong of [sleep(0), done, createTask(() => sleep(0)), {}, 1]) {
        log(thrownBy(() => createTask(wrong as never)));
      }
    }),
    [
      "a Promise",
      "a Future",
      "a Task",
      "an object",
      "number 1",
    ].map((got) =>
      `TypeError: a coroutine function was expected, got ${got}; write createTask(work), not createTask(work())`
    ),
  );
});

Deno.test("a coroutine may throw at once, return no promise, or return a future", async () => {
  assertEquals(
    await transcript(async (log) => {
      await createTask(() => {
        throw new TypeError("at once");
      }).catch(log);
      log(await createTask((() => "no promise") as never));
      const future = getRunningLoop().createFuture<string>();
      getRunningLoop().callLater(5, () => future.setResult("future"));
      log(await createTask(() => future));
      log(await createTask(() => createTask(() => sleep(1, "task"))));
    }),
    ["TypeError: at once", "no promise", "future", "task"],
  );
});

Deno.test("a task made of a future waits for it itself: cancelling it cancels the future", async () => {
  assertEquals(
    await transcript(async (log) => {
      const future = getRunningLoop().createFuture<void>();
      const task = createTask(() => future);
      await sleep(0);
      task.cancel();
      await task.catch(log);
      log(future.cancelled(), task.cancelled());
    }),
    ["CancelledError", "true true"],
  );
});

Deno.test("cancel(): before the first step, at a wait, when done", async () => {
  assertEquals(
    await transcript(async (log) => {
      const never = createTask(async () => log("never"));
      log(never.cancel("early"));
      await never.catch(log);
      const waiting = createTask(() => sleep(1000));
      await sleep(0);
      log(waiting.cancel("late"), waiting.cancelling(), waiting.done());
      await waiting.catch(log);
      log(waiting.cancel(), waiting.cancelling(), waiting.cancelled());
    }),
    [
      "true",
      "CancelledError: early",
      "true 1 false",
      "CancelledError: late",
      "false 1 true",
    ],
  );
});

Deno.test("cancel() reaches the innermost task first; who swallows it there ends it", async () => {
  assertEquals(
    await transcript(async (log) => {
      const inner = createTask(async () => {
        await sleep(1000).catch(() => log("inner swallows"));
        return "value";
      });
      const outer = createTask(async () => `outer got ${await inner}`);
      await sleep(0);
      outer.cancel();
      log(await outer, outer.cancelling());
    }),
    ["inner swallows", "outer got value 1"],
  );
});

Deno.test("a cancellation in the last step ends the task cancelled", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(async () => {
        currentTask()?.cancel("at the end");
        return "value";
      });
      await task.catch(log);
      log(task.cancelled());
    }),
    ["CancelledError: at the end", "true"],
  );
});

Deno.test("two cancels are one CancelledError: at a wait the first's, before the start the last's", async () => {
  assertEquals(
    await transcript(async (log) => {
      const work = async () => {
        for (let i = 0; i < 3; i++) await sleep(10).catch(log);
        log("cancelling", currentTask()?.cancelling());
      };
      const waiting = createTask(work);
      await sleep(0);
      const fresh = createTask(work);
      for (const task of [waiting, fresh]) {
        task.cancel("one");
        task.cancel("two");
      }
      await fresh.catch((error) => log("fresh", error));
      await waiting;
    }),
    ["CancelledError: one", "fresh CancelledError: two", "cancelling 2"],
  );
});

Deno.test("tasks that one step cancels with one message share the error; others do not", async () => {
  const errors = new Map<string, unknown>();
  const sleeper = (name: string) =>
    createTask(() =>
      sleep(1000).catch((error) => {
        errors.set(name, error);
        throw error;
      })
    );
  await run(async () => {
    const [a, b, c, d] = ["a", "b", "c", "d"].map(sleeper);
    await sleep(0);
    a.cancel("over");
    b.cancel("over");
    c.cancel("other");
    await sleep(0);
    d.cancel("over");
    await gather([a, b, c, d], { returnExceptions: true });
  });
  assertStrictEquals(errors.get("a"), errors.get("b"));
  assertEquals([...errors].map(([name, error]) => `${name}: ${error}`), [
    "a: CancelledError: over",
    "b: CancelledError: over",
    "c: CancelledError: other",
    "d: CancelledError: over",
  ]);
  assert(errors.get("d") !== errors.get("a"));
});

Deno.test("uncancel() takes one back, drops what is undelivered at 0, and stops at 0", async () => {
  assertEquals(
    await transcript(async (log) => {
      const self = currentTask() as Task<unknown>;
      self.cancel();
      self.cancel();
      log(self.uncancel(), self.uncancel(), self.uncancel());
      await sleep(0);
      log("not cancelled");
    }),
    ["1 0 0", "not cancelled"],
  );
});

Deno.test("what a cancelled task throws instead is its exception", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(() =>
        sleep(1000).catch((error) => {
          throw new TypeError("in cleanup", { cause: error });
        })
      );
      await sleep(0);
      task.cancel();
      await task.catch((error) =>
        log(error, "caused by", (error as Error).cause, task.cancelled())
      );
    }),
    ["TypeError: in cleanup caused by CancelledError false"],
  );
});

Deno.test("a CancelledError that a task throws by itself ends it cancelled", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(async () => {
        throw new CancelledError("by hand");
      });
      await task.catch(log);
      log(task.cancelled(), task.cancelling());
    }),
    ["CancelledError: by hand", "true 0"],
  );
});

Deno.test("a task that awaits itself is told so", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task: Task<unknown> = createTask(async () => await task, {
        name: "self",
      });
      await task.catch(log);
    }),
    ['RuntimeError: Task cannot await on itself: <Task "self" pending>'],
  );
});

Deno.test("currentTask(): in tasks, nested calls and after any await; null in callbacks", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      const name = () => currentTask()?.getName() ?? null;
      const nested = async () => {
        await sleep(0);
        return name();
      };
      const one = createTask(async () => {
        log(name(), await nested());
        await Promise.resolve();
        log(name());
        queueMicrotask(() => log("microtask", name()));
        await new Promise((resolve) => setTimeout(resolve, 1));
        log(name());
      }, { name: "one" });
      loop.callSoon(() => log("callback", name(), currentTask(loop)));
      await one;
      const other = newEventLoop();
      log(currentTask(other));
      other.close();
    }),
    [
      "callback null null",
      "one one",
      "one",
      "microtask one",
      "one",
      "null",
    ],
  );
});

Deno.test("allTasks(): what is not done, in order of creation", async () => {
  assertEquals(
    await transcript(async (log) => {
      const names = () => {
        const tasks = [...allTasks()].slice(1);
        return tasks.map((task) => task.getName()).join();
      };
      const a = createTask(() => sleep(1), { name: "a" });
      const b = createTask(() => sleep(2), { name: "b" });
      log(names());
      await a;
      log(names());
      await b;
      allTasks().clear();
      log(names() === "", allTasks().size);
    }),
    ["a,b", "b", "true 1"],
  );
  assertEquals(
    thrownBy(() => allTasks()),
    "RuntimeError: no running event loop",
  );
});

Deno.test("eager tasks run up to their first wait inside createTask()", async () => {
  assertEquals(
    await transcript(async (log) => {
      const work = (name: string) => async () => {
        log(name, "begins as", currentTask()?.getName());
        await sleep(0);
        log(name, "goes on");
        return name;
      };
      const eager = createTask(work("eager"), { eagerStart: true, name: "e" });
      log("made by", currentTask() === eager);
      const lazy = createTask(work("lazy"), { name: "l" });
      log(await eager, await lazy);
      getRunningLoop().setTaskFactory(eagerTaskFactory);
      const task = createTask(work("factory"), { name: "f" });
      log(await task);
      const late = createTask(work("late"), {
        eagerStart: false,
        name: "late",
      });
      log("made");
      await late;
    }),
    [
      "eager begins as e",
      "made by false",
      "eager goes on",
      "lazy begins as l",
      "lazy goes on",
      "eager lazy",
      "factory begins as f",
      "factory goes on",
      "factory",
      "made",
      "late begins as late",
      "late goes on",
    ],
  );
});

Deno.test("new Task() is for a loop that is given", async () => {
  const loop = newEventLoop();
  const task = new Task(() => sleep(0, "value"), { loop, name: "own" });
  assertEquals(await loop.runUntilComplete(task), "value");
  assert(task instanceof Task && task.done());
  loop.close();
});

Deno.test("what is thrown need not be an error", async () => {
  assertEquals(
    await transcript(async (log) => {
      for (const thrown of ["text", 0, null, undefined]) {
        const task = createTask(async () => {
          throw thrown;
        });
        try {
          await task;
          log("nothing was thrown");
        } catch (error) {
          log(String(error), String(task.exception()));
        }
      }
    }),
    ["text text", "0 0", "null null", "undefined undefined"],
  );
});

Deno.test("a task that has ended holds no other", async () => {
  await run(async () => {
    const tasks = [1, 2, 3].map(() => createTask(() => sleep(0)));
    await gather(tasks);
    for (const task of tasks) {
      assertEquals(
        Object.values(task).filter((held) => held instanceof Task),
        [],
      );
    }
  });
});

Deno.test("20,000 tasks", async () => {
  const count = await run(async () => {
    let count = 0;
    const tasks = Array.from({ length: 20_000 }, () =>
      createTask(async () => {
        await sleep(0);
        count++;
      }));
    await Promise.all(tasks);
    return count;
  });
  assertEquals(count, 20_000);
});

Deno.test("what is cancelled in different steps gets different errors", async () => {
  const errors: unknown[] = [];
  await transcript(async () => {
    for (let i = 0; i < 2; i++) {
      const task = createTask(() => sleep(1000));
      await sleep(0);
      task.cancel();
      await task.catch((error) => errors.push(error));
    }
  });
  assertEquals([errors.length, errors[0] === errors[1]], [2, false]);
});
