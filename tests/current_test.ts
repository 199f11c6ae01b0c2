import { assertEquals, assertStrictEquals } from "@std/assert";
import {
  ContextVar,
  createTask,
  currentTask,
  getEventLoop,
  getRunningLoop,
  newEventLoop,
  run,
  setEventLoop,
  sleep,
} from "../mod.ts";
import { thrownBy, transcript } from "./_transcript.ts";

Deno.test("getRunningLoop(): in tasks, callbacks and after awaits of the host's", async () => {
  await run(async () => {
    const loop = getRunningLoop();
    await sleep(1);
    assertStrictEquals(getRunningLoop(), loop);
    await new Promise((resolve) => setTimeout(resolve, 1));
    assertStrictEquals(getRunningLoop(), loop);
    const fromHost = await new Promise((resolve) =>
      queueMicrotask(() => resolve(getRunningLoop()))
    );
    assertStrictEquals(fromHost, loop);
    const inCallback = loop.createFuture<unknown>();
    loop.callSoon(() => inCallback.setResult([getRunningLoop() === loop]));
    assertEquals(await inCallback, [true]);
  });
});

Deno.test("outside of a loop there is none, also after one has run", async () => {
  const none = "RuntimeError: no running event loop";
  assertEquals(thrownBy(getRunningLoop), none);
  const escaped = await run(() =>
    Promise.resolve(() => [thrownBy(getRunningLoop), thrownBy(currentTask)])
  );
  assertEquals(escaped(), [none, none]);
  let late: string[] = [];
  await run(() => {
    setTimeout(() => {
      late = [thrownBy(getRunningLoop), thrownBy(() => sleep(1))];
    }, 5);
    return Promise.resolve();
  });
  await new Promise((resolve) => setTimeout(resolve, 10));
  assertEquals(late, [none, none]);
});

Deno.test("what a task has left running goes on without it: on the loop, with its variables", async () => {
  const user = new ContextVar("user", { default: "nobody" });
  assertEquals(
    await transcript(async (log) => {
      const tell = (where: string) =>
        log(where, currentTask() === null ? "no task" : "a task", user.get());
      const linger = async () => {
        await sleep(1);
        tell("meanwhile");
        await sleep(5);
        tell("afterwards");
        user.set("bob");
        await sleep(1);
        tell("and on");
        await createTask(() => Promise.resolve(tell("its own")));
      };
      await createTask(async () => {
        user.set("ann");
        void linger();
        await sleep(2);
      });
      tell("main");
      await sleep(20);
      tell("main");
    }),
    [
      "meanwhile a task ann",
      "main a task nobody",
      "afterwards no task ann",
      "and on no task bob",
      "its own a task bob",
      "main a task nobody",
    ],
  );
});

Deno.test("setEventLoop(), getEventLoop()", async () => {
  const none =
    "RuntimeError: There is no current event loop in thread 'MainThread'.";
  assertEquals(thrownBy(getEventLoop), none);
  const loop = newEventLoop();
  setEventLoop(loop);
  assertStrictEquals(getEventLoop(), loop);
  assertEquals(thrownBy(getRunningLoop), "RuntimeError: no running event loop");
  assertEquals(await loop.runUntilComplete(() => sleep(0, "value")), "value");
  setEventLoop(null);
  loop.close();
  assertEquals(thrownBy(getEventLoop), none);
});

Deno.test("currentTask(loop) is null for a loop that is not the one that runs here", async () => {
  assertEquals(
    await transcript(async (log) => {
      const other = newEventLoop();
      const task = createTask(async () => {
        await sleep(0);
        log(
          currentTask()?.getName(),
          currentTask(getRunningLoop())?.getName(),
          currentTask(other),
        );
      }, { name: "task" });
      await task;
      other.close();
    }),
    ["task task null"],
  );
  const loop = newEventLoop();
  assertEquals(currentTask(loop), null);
  loop.close();
});
