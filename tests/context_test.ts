import { assertEquals } from "@std/assert";
import { AsyncLocalStorage } from "node:async_hooks";
import process from "node:process";
import { setImmediate } from "node:timers";
import {
  ContextVar,
  copyContext,
  createTask,
  gather,
  getRunningLoop,
  run,
  sleep,
  taskGroup,
  timeout,
} from "../mod.ts";
import { thrownBy, transcript } from "./_transcript.ts";

const color = new ContextVar<string>("color");

Deno.test("ContextVar: value, default, fallback, unset", () => {
  const shape = new ContextVar("shape", { default: "round" });
  const none = new ContextVar<undefined>("none", { default: undefined });
  assertEquals(
    [
      thrownBy(() => color.get()),
      color.get("fallback"),
      shape.get(),
      shape.get("fallback"),
      none.get(),
      shape.name,
    ],
    [
      'ReferenceError: Cannot get the context variable "color": it is unset and has no default',
      "fallback",
      "round",
      "fallback",
      undefined,
      "shape",
    ],
  );
});

Deno.test("set() and reset(): a token brings back the old value, once, where it was made", async () => {
  assertEquals(
    await transcript(async (log) => {
      const first = color.set("red");
      const second = color.set("blue");
      log(second.oldValue, first.oldValue, second.variable === color);
      color.reset(second);
      log(color.get());
      log(thrownBy(() => color.reset(second)));
      log(thrownBy(() => new ContextVar<string>("other").reset(first)));
      log(thrownBy(() => color.reset({ variable: color, oldValue: "x" })));
      await createTask(() => {
        log(thrownBy(() => color.reset(first)));
        return Promise.resolve();
      });
      color.reset(first);
      log(color.get("unset again"));
    }),
    [
      "red undefined true",
      "red",
      'RuntimeError: Cannot reset "color": the token has already been used once',
      'RangeError: Cannot reset "other": the token was created by a different ContextVar',
      "TypeError: Cannot reset: expected the token that set() returned",
      'RangeError: Cannot reset "color": the token was created in a different Context',
      "unset again",
    ],
  );
});

Deno.test("what a function sets is seen by its caller after an await, and by no other task", async () => {
  assertEquals(
    await transcript(async (log) => {
      const paint = async (name: string) => {
        await sleep(1);
        color.set(name);
      };
      await paint("red");
      log(color.get());
      await gather([() => paint("blue"), () => paint("green")]);
      log(color.get());
      await taskGroup(async (group) => {
        group.createTask(() => paint("black"));
        color.set("body");
        await sleep(5);
      });
      log(color.get());
      await timeout(10, () => paint("in a limit"));
      log(color.get());
    }),
    ["red", "red", "body", "in a limit"],
  );
});

Deno.test("copyContext(), run(), get(), copy()", () => {
  const context = copyContext();
  assertEquals(context.run((a: number, b: number) => a + b, 1, 2), 3);
  context.run(() => color.set("red"));
  const copy = context.copy();
  copy.run(() => color.set("blue"));
  assertEquals(
    [context.get(color), copy.get(color), copyContext().get(color)],
    ["red", "blue", undefined],
  );
  assertEquals(
    thrownBy(() =>
      context.run(() => {
        throw new RangeError("inside");
      })
    ),
    "RangeError: inside",
  );
});

Deno.test("run() of an async function keeps the context over its awaits", async () => {
  assertEquals(
    await transcript(async (log) => {
      const context = copyContext();
      await context.run(async () => {
        color.set("red");
        await sleep(1);
        await Promise.resolve();
        log(color.get());
      });
      log(color.get("outside"), context.get(color));
    }),
    ["red", "outside red"],
  );
});

Deno.test("the user's own AsyncLocalStorage flows from the creator into a task and a callback", async () => {
  const storage = new AsyncLocalStorage<string>();
  assertEquals(
    await transcript(async (log) => {
      const task = storage.run("stored", () =>
        createTask(async () => {
          log(storage.getStore());
          await sleep(1);
          log(storage.getStore());
        }));
      await task;
      log(storage.getStore());
      const context = copyContext();
      context.run(() => color.set("of the context"));
      context.run(() => getRunningLoop().callSoon(() => log(color.get())));
      await sleep(1);
    }),
    ["stored", "stored", "undefined", "of the context"],
  );
});

Deno.test("the host's callbacks belong to where they were registered, whatever runs", async () => {
  const none = "RuntimeError: no running event loop";
  const seen: Record<string, string> = {};
  const look = (name: string) => () => {
    seen[name] = thrownBy(getRunningLoop);
  };
  const { port1, port2 } = new MessageChannel();
  const before = new Promise<void>((resolve) => {
    port1.onmessage = () => {
      look("a message")();
      port1.close();
      port2.close();
      resolve();
    };
    setTimeout(look("a timer"), 2);
    setImmediate(look("an immediate"));
  });
  await run(async () => {
    setTimeout(look("a timer of main's"), 1);
    setImmediate(look("an immediate of main's"));
    queueMicrotask(look("a microtask of main's"));
    process.nextTick(look("a tick of main's"));
    await sleep(3);
    port2.postMessage(null);
    await before;
  });
  assertEquals(seen, {
    "a microtask of main's": "nothing",
    "a tick of main's": "nothing",
    "an immediate": none,
    "an immediate of main's": "nothing",
    "a timer of main's": "nothing",
    "a timer": none,
    "a message": none,
  });
});

Deno.test("tasks and callbacks that inherit nothing set variables for themselves alone", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      const tell = (who: string) => log(who, color.get("unset"));
      loop.callSoon(() => {
        color.set("red");
        tell("first callback");
        loop.callSoon(tell, "made by the first");
        color.set("dark red");
      });
      loop.callSoon(tell, "second callback");
      const [one, two] = [1, 2].map((n) =>
        createTask(async () => {
          color.set(`blue ${n}`);
          await sleep(1);
          tell(`task ${n}`);
        })
      );
      const before = one.getContext();
      await gather([one, two]);
      log(before === one.getContext(), before.get(color));
      one.getContext().run(() => color.set("later"));
      log(one.getContext().get(color), two.getContext().get(color));
      tell("main");
    }),
    [
      "first callback red",
      "second callback unset",
      "made by the first red",
      "task 1 blue 1",
      "task 2 blue 2",
      "true blue 1",
      "later blue 2",
      "main unset",
    ],
  );
});

Deno.test("the exception handler runs in the context of the task that it is told of", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      loop.setExceptionHandler((_, { message }) => {
        log(message, color.get("unset"));
        color.set("set by the handler");
      });
      const handle = loop.callSoon(() => {
        loop.callExceptionHandler({ message: "in a callback", handle });
        log(color.get("unset"));
      });
      const task = createTask(() => sleep(1));
      loop.callExceptionHandler({ message: "of a task", task });
      log(task.getContext().get(color), color.get("unset"));
      await task;
    }),
    [
      "of a task unset",
      "set by the handler unset",
      "in a callback unset",
      "set by the handler",
    ],
  );
});
