// deno-lint-ignore-file require-await -- a coroutine need not wait
import { assertEquals } from "@std/assert";
import {
  createTask,
  currentTask,
  getRunningLoop,
  sleep,
  type Task,
  type TaskGroup,
  taskGroup,
  timeout,
} from "../mod.ts";
import { thrownBy, transcript, withResolvers } from "./_transcript.ts";

const time = () => getRunningLoop().time();

async function fail(delay: number, text: string): Promise<never> {
  await sleep(delay);
  throw new Error(text);
}

Deno.test("taskGroup() ends when all have ended, and gives the body's value", async () => {
  assertEquals(
    await transcript(async (log) => {
      const value = await taskGroup(async (group) => {
        group.createTask(() => sleep(20).then(() => log("slow at", time())));
        group.createTask(() => sleep(10).then(() => log("fast at", time())));
        log("body ends");
        return "value";
      });
      log(value, "at", time());
      log(await taskGroup(async () => "no tasks"));
    }),
    ["body ends", "fast at 10", "slow at 20", "value at 20", "no tasks"],
  );
});

Deno.test("a failure cancels the others and the body; all are awaited; the group names it", async () => {
  assertEquals(
    await transcript(async (log) => {
      const sibling = async () => {
        try {
          await sleep(1000);
        } finally {
          await sleep(5);
          log("sibling cleaned up at", time());
        }
      };
      await taskGroup(async (group) => {
        group.createTask(sibling);
        group.createTask(() => fail(10, "child"));
        await sleep(1000).finally(() => log("body cancelled at", time()));
      }).catch(log);
      log("cancelling", currentTask()?.cancelling());
    }),
    [
      "body cancelled at 10",
      "sibling cleaned up at 15",
      "ExceptionGroup(Error: child)",
      "cancelling 0",
    ],
  );
});

Deno.test("several failures, in order of completion, the body's own last", async () => {
  assertEquals(
    await transcript(async (log) => {
      await taskGroup(async (group) => {
        group.createTask(async () => {
          await sleep(1000).catch(() => fail(5, "second, in cleanup"));
        });
        group.createTask(() => fail(1, "first"));
        await sleep(1000).catch(() => fail(0, "body"));
      }).catch(log);
    }),
    ["ExceptionGroup(Error: first, Error: second, in cleanup, Error: body)"],
  );
});

Deno.test("a body that fails cancels the tasks; those not started never run", async () => {
  assertEquals(
    await transcript(async (log) => {
      await taskGroup(async (group) => {
        group.createTask(async () => log("never"));
        throw new RangeError("body");
      }).catch(log);
    }),
    ["ExceptionGroup(RangeError: body)"],
  );
});

Deno.test("a child cancelled by hand fails nothing", async () => {
  assertEquals(
    await transcript(async (log) => {
      log(
        await taskGroup(async (group) => {
          const child = group.createTask(() => sleep(1000));
          group.createTask(() => sleep(10).then(() => log("sibling")));
          await sleep(0);
          child.cancel();
          return "value";
        }),
      );
    }),
    ["sibling", "value"],
  );
});

Deno.test("a cancellation from outside ends the tasks, and goes on as a cancellation", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(() =>
        taskGroup(async (group) => {
          for (const name of ["a", "b"]) {
            group.createTask(() =>
              sleep(1000).finally(() => log(name, "cancelled"))
            );
          }
        })
      );
      await sleep(1);
      task.cancel("outside");
      await task.catch(log);
    }),
    ["a cancelled", "b cancelled", "CancelledError: outside"],
  );
});

Deno.test("group.cancel() ends the group without an error", async () => {
  assertEquals(
    await transcript(async (log) => {
      const value = await taskGroup(async (group) => {
        group.createTask(() => sleep(1000).finally(() => log("child")));
        group.createTask(async () => {
          await sleep(5);
          group.cancel();
        });
        await sleep(1000).finally(() => log("body"));
        return "never";
      });
      log(value, "at", time(), "cancelling", currentTask()?.cancelling());
      await sleep(1);
      log("goes on");
    }),
    ["child", "body", "undefined at 5 cancelling 0", "goes on"],
  );
});

Deno.test("children may add tasks, also while the block ends; when it has ended nobody may", async () => {
  assertEquals(
    await transcript(async (log) => {
      let left: TaskGroup | null = null;
      await taskGroup(async (group) => {
        left = group;
        group.createTask(async () => {
          await sleep(5);
          group.createTask(() => sleep(5).then(() => log("grandchild")));
        });
      });
      log(thrownBy(() => left?.createTask(() => sleep(1))));
      await taskGroup(async (group) => {
        group.createTask(() => fail(0, "child"));
        await sleep(10).catch(() =>
          log(thrownBy(() => group.createTask(() => sleep(1))))
        );
      }).catch(log);
    }),
    [
      "grandchild",
      "RuntimeError: TaskGroup <TaskGroup finished tasks=0> is finished",
      "RuntimeError: TaskGroup <TaskGroup aborting tasks=0> is shutting down",
      "ExceptionGroup(Error: child)",
    ],
  );
});

Deno.test("nested groups: the inner group is one of the outer's errors", async () => {
  assertEquals(
    await transcript(async (log) => {
      await taskGroup(async (outer) => {
        outer.createTask(() =>
          taskGroup(async (inner) => {
            inner.createTask(() => fail(5, "inner"));
          })
        );
        outer.createTask(() => fail(5, "outer"));
        await sleep(1000);
      }).catch(log);
    }),
    ["ExceptionGroup(Error: outer, ExceptionGroup(Error: inner))"],
  );
});

Deno.test("a limit around a group, and limits inside of one", async () => {
  assertEquals(
    await transcript(async (log) => {
      await timeout(5, () =>
        taskGroup(async (group) => {
          group.createTask(() => sleep(1000).finally(() => log("child ends")));
        })).catch(log);
      await taskGroup(async (group) => {
        group.createTask(() => timeout(5, () => sleep(1000)));
      }).catch(log);
    }),
    ["child ends", "TimeoutError", "ExceptionGroup(TimeoutError)"],
  );
});

Deno.test("what is thrown need not be an error; names and contexts are passed on", async () => {
  assertEquals(
    await transcript(async (log) => {
      await taskGroup(async (group) => {
        const task: Task<void> = group.createTask(() => sleep(1), {
          name: "n",
        });
        log(task.getName());
        group.createTask(() => Promise.reject("text"));
        group.createTask(() => Promise.reject(undefined));
        await sleep(10);
      }).catch(log);
    }),
    ["n", "ExceptionGroup(thrown: text, thrown: undefined)"],
  );
});

Deno.test("a group needs a body that is a function, and a task around it", async () => {
  assertEquals(
    await transcript(async (log) => {
      await taskGroup(Promise.resolve() as never).catch(log);
      await taskGroup(async (group) => {
        log(thrownBy(() => group.createTask(sleep(0) as never)));
      });
      const callback = withResolvers<unknown>();
      getRunningLoop().callSoon(() => {
        taskGroup(async () => {}).catch(callback.resolve);
      });
      log(await callback.promise);
    }),
    [
      "TypeError: taskGroup() takes the block as a function: write taskGroup(async (group) => { … })",
      "TypeError: a coroutine function was expected, got a Promise; write createTask(work), not createTask(work())",
      "RuntimeError: TaskGroup cannot determine the parent task",
    ],
  );
});

Deno.test("a group that its task has left behind: what fails is reported, the others go on", async () => {
  const lines = await transcript(async (log) => {
    const parent = createTask(() => {
      // Its promise is dropped, which no group is made for.
      void taskGroup(async (group) => {
        group.createTask(() => fail(10, "late"), { name: "fails" });
        group.createTask(async () => log(await sleep(20, "goes on")));
        await sleep(0);
      }).catch(log);
      return Promise.resolve();
    }, { name: "parent" });
    await parent;
    await sleep(30);
  });
  assertEquals(lines, [
    'report: Task <Task "fails" finished> has errored out but its parent task <Task "parent" finished> is already completed | Error: late',
    "goes on",
    "ExceptionGroup(Error: late)",
  ]);
});
