// @run --allow-read=$TMPDIR --allow-write=$TMPDIR --allow-run=deno
// Real programs that get real signals.
import { assertEquals } from "@std/assert";
import { runChild } from "./_child.ts";

const patient = `
async function main() {
  try {
    console.log("ready");
    await sleep(60_000);
  } catch (error) {
    console.log(error.name);
    await sleep(1);
    console.log("cleaned up");
    throw error;
  }
}
`;

// Windows has no SIGTERM that a program could answer.
const ignore = Deno.build.os === "windows";
const test = (name: string, fn: () => Promise<void>) =>
  Deno.test({
    name: ignore ? `${name} (needs signals, which Windows has not)` : name,
    ignore,
    fn,
  });

test("Ctrl-C cancels main, says what it waits for, and ends with 130 and one line", async () => {
  assertEquals(
    await runChild(`${patient} await run(main);`, {
      signals: { ready: "SIGINT" },
    }),
    {
      code: 130,
      out: ["ready", "CancelledError", "cleaned up"],
      err: [
        "asyncio: SIGINT, ending: Task-1 waits for sleep(60000) at program.ts:4:5",
        "asyncio: interrupted by Ctrl-C",
      ],
    },
  );
});

test("SIGTERM does the same and ends with 143", async () => {
  assertEquals(
    await runChild(`${patient} await run(main);`, {
      signals: { ready: "SIGTERM" },
    }),
    {
      code: 143,
      out: ["ready", "CancelledError", "cleaned up"],
      err: [
        "asyncio: SIGTERM, ending: Task-1 waits for sleep(60000) at program.ts:4:5",
        "asyncio: ended by SIGTERM",
      ],
    },
  );
});

test("run() rejects with KeyboardInterrupt, which says the signal", async () => {
  const program = `${patient}
  try {
    await run(main);
  } catch (error) {
    console.log(error instanceof KeyboardInterrupt, error.name, error.signal);
  }
  console.log("goes on");`;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const { code, out } = await runChild(program, {
      signals: { ready: signal },
    });
    assertEquals([code, ...out], [
      0,
      "ready",
      "CancelledError",
      "cleaned up",
      `true KeyboardInterrupt ${signal}`,
      "goes on",
    ]);
  }
});

test("a second Ctrl-C prints the tasks and ends at once with 130", async () => {
  assertEquals(
    await runChild(
      `
      async function main() {
        createTask(() => sleep(60_000), { name: "other" });
        try {
          console.log("ready");
          await sleep(60_000);
        } finally {
          console.log("cleaning up");
          await new Event().wait();
          console.log("never");
        }
      }
      await run(main);`,
      { signals: { "ready": "SIGINT", "cleaning up": "SIGINT" } },
    ),
    {
      code: 130,
      out: ["ready", "cleaning up"],
      err: [
        "asyncio: SIGINT, ending: Task-1 waits for sleep(60000) at program.ts:5:11",
        "asyncio: ended at once (SIGINT); tasks left:",
        "  Task-1 waits for Event.wait() at program.ts:8:11",
        "  other waits for sleep(60000)",
      ],
    },
  );
});

test("after Ctrl-C, SIGTERM ends at once too, with the first signal's code", async () => {
  const { code, out } = await runChild(
    `
    async function main() {
      try {
        console.log("ready");
        await sleep(60_000);
      } finally {
        console.log("cleaning up");
        await sleep(60_000);
      }
    }
    await run(main);`,
    { signals: { "ready": "SIGINT", "cleaning up": "SIGTERM" } },
  );
  assertEquals([code, ...out], [130, "ready", "cleaning up"]);
});

test("a main that swallows the cancellation ends normally, and no signal is left over", async () => {
  assertEquals(
    await runChild(
      `
      async function main() {
        try {
          console.log("ready");
          await sleep(60_000);
        } catch {
          return "swallowed";
        }
      }
      console.log(await run(main));
      console.log(await run(() => sleep(1, "runs again")));`,
      { signals: { ready: "SIGINT" } },
    ),
    {
      code: 0,
      out: ["ready", "swallowed", "runs again"],
      err: [
        "asyncio: SIGINT, ending: Task-1 waits for sleep(60000) at program.ts:4:11",
      ],
    },
  );
});

test("an error of the cleanup's goes before KeyboardInterrupt", async () => {
  const { code, out } = await runChild(
    `
    async function main() {
      try {
        console.log("ready");
        await sleep(60_000);
      } finally {
        throw new TypeError("in cleanup");
      }
    }
    await run(main).catch((error) => console.log(String(error)));`,
    { signals: { ready: "SIGINT" } },
  );
  assertEquals([code, ...out], [0, "ready", "TypeError: in cleanup"]);
});

test("when somebody else has cancelled main as well, CancelledError comes out", async () => {
  const { code, out } = await runChild(
    `
    async function main() {
      try {
        console.log("ready");
        await sleep(60_000);
      } catch (error) {
        currentTask().cancel();
        throw error;
      }
    }
    await run(main).catch((error) => console.log(error.name));`,
    { signals: { ready: "SIGINT" } },
  );
  assertEquals([code, ...out], [0, "ready", "CancelledError"]);
});

test("Ctrl-C reaches a program whose tasks only spin", async () => {
  const { code, out } = await runChild(
    `
    async function main() {
      console.log("ready");
      try {
        for (;;) await sleep(0);
      } finally {
        console.log("cleaned up");
      }
    }
    await run(main);`,
    { signals: { ready: "SIGINT" } },
  );
  assertEquals([code, ...out], [130, "ready", "cleaned up"]);
});

test("Ctrl-C reaches a program where nothing can wake a task", async () => {
  assertEquals(
    await runChild(
      `
      await run(async () => {
        console.log("ready");
        await new Queue().get();
      });`,
      { signals: { ready: "SIGINT" } },
    ),
    {
      code: 130,
      out: ["ready"],
      err: [
        "asyncio: SIGINT, ending: Task-1 waits for Queue.get() at program.ts:3:9",
        "asyncio: interrupted by Ctrl-C",
      ],
    },
  );
});

test("Ctrl-C while main awaits the host: it is cancelled at its next wait, and the report says so", async () => {
  assertEquals(
    await runChild(
      `
      await run(async () => {
        console.log("ready");
        await new Promise((resolve) => setTimeout(resolve, 300));
        console.log("the host is done");
        await sleep(1);
        console.log("never");
      });`,
      { signals: { ready: "SIGINT" } },
    ),
    {
      code: 130,
      out: ["ready", "the host is done"],
      err: [
        "asyncio: SIGINT, ending: Task-1 waits for a promise that is not the loop's",
        "asyncio: interrupted by Ctrl-C",
      ],
    },
  );
});

test("a taskGroup passes Ctrl-C to its children, whose cleanup runs", async () => {
  const { code, out } = await runChild(
    `
    async function worker(name) {
      try {
        await sleep(60_000);
      } finally {
        await sleep(1);
        console.log("closed", name);
      }
    }
    await run(() => taskGroup(async (group) => {
      group.createTask(() => worker("a"));
      group.createTask(() => worker("b"));
      await sleep(1);
      console.log("ready");
    }));`,
    { signals: { ready: "SIGINT" } },
  );
  assertEquals([code, ...out], [130, "ready", "closed a", "closed b"]);
});

test("leftover tasks answer Ctrl-C within gracePeriod, or the program ends without them", async () => {
  assertEquals(
    await runChild(
      `
      async function stubborn() {
        for (;;) await sleep(60_000).catch(() => console.log("refused"));
      }
      async function polite() {
        try {
          await sleep(60_000);
        } finally {
          console.log("polite has ended");
        }
      }
      await run(async () => {
        createTask(stubborn, { name: "stubborn" });
        createTask(polite, { name: "polite" });
        await sleep(1);
        console.log("ready");
        await sleep(60_000);
      }, { gracePeriod: 50 });`,
      { signals: { ready: "SIGINT" } },
    ),
    {
      code: 130,
      out: ["ready", "refused", "polite has ended"],
      err: [
        "asyncio: SIGINT, ending: Task-1 waits for sleep(60000) at program.ts:16:9",
        "asyncio: stubborn did not end within gracePeriod (50 ms) and is abandoned",
        '  task: <Task "stubborn" cancelling>',
        "  waitsFor: sleep(60000) at program.ts:2:18",
        "asyncio: ended at once (SIGINT); tasks left:",
        "  stubborn waits for sleep(60000) at program.ts:2:18",
      ],
    },
  );
});

test("main itself does not answer within gracePeriod: the program ends without it", async () => {
  const { code, out, err } = await runChild(
    `
    await run(async () => {
      console.log("ready");
      for (;;) await sleep(60_000).catch(() => console.log("refused"));
    }, { gracePeriod: 50 });`,
    { signals: { ready: "SIGINT" } },
  );
  assertEquals([code, ...out, ...err], [
    130,
    "ready",
    "refused",
    "asyncio: SIGINT, ending: Task-1 waits for sleep(60000) at program.ts:3:16",
    "asyncio: ended at once (SIGINT); tasks left:",
    "  Task-1 waits for sleep(60000) at program.ts:3:16",
  ]);
});

test("Ctrl-C while leftovers are being awaited ends at once", async () => {
  const { code, out, err } = await runChild(
    `
    async function stubborn() {
      try {
        await sleep(60_000);
      } finally {
        console.log("shutting down");
        await sleep(60_000);
      }
    }
    await run(async () => {
      createTask(stubborn, { name: "stubborn" });
      await sleep(1);
    });`,
    { signals: { "shutting down": "SIGINT" } },
  );
  assertEquals([code, ...out, ...err], [
    130,
    "shutting down",
    "asyncio: ended at once (SIGINT); tasks left:",
    "  stubborn waits for sleep(60000) at program.ts:6:9",
  ]);
});

test("when run() has ended its listeners are gone: the signal ends the process as usual", async () => {
  const { code, out, err } = await runChild(
    `
    await run(() => sleep(1));
    console.log("after");
    await new Promise((resolve) => setTimeout(resolve, 60_000));`,
    { signals: { after: "SIGINT" } },
  );
  assertEquals([code, ...out, ...err], [130, "after"]);
});

test("a Runner listens during its runs and until it is closed", async () => {
  const { code, out } = await runChild(
    `
    {
      await using runner = new Runner();
      for (const n of [1, 2]) {
        try {
          await runner.run(async () => {
            await sleep(1);
            console.log("ready " + n);
            await sleep(60_000);
          });
        } catch (error) {
          console.log(error.name);
        }
      }
    }
    console.log("closed");`,
    { signals: { "ready 1": "SIGINT", "ready 2": "SIGTERM" } },
  );
  assertEquals([code, ...out], [
    0,
    "ready 1",
    "KeyboardInterrupt",
    "ready 2",
    "KeyboardInterrupt",
    "closed",
  ]);
});

test("two runs at once: Ctrl-C ends both", async () => {
  const { code, out } = await runChild(
    `
    const one = (name) => run(async () => {
      try {
        await sleep(60_000);
      } finally {
        console.log(name, "ends");
      }
    }).catch((error) => console.log(name, error.name));
    const both = [one("a"), one("b")];
    setTimeout(() => console.log("ready"), 50);
    await Promise.all(both);`,
    { signals: { ready: "SIGINT" } },
  );
  assertEquals([code, out[0], ...out.slice(1).toSorted()], [
    0,
    "ready",
    "a KeyboardInterrupt",
    "a ends",
    "b KeyboardInterrupt",
    "b ends",
  ]);
});

test("addSignalHandler() takes the signal over; removeSignalHandler() gives it back", async () => {
  assertEquals(
    await runChild(
      `
      await run(async () => {
        const loop = getRunningLoop();
        const got = new Event();
        loop.addSignalHandler("SIGINT", (word) => {
          console.log("handler", word);
          got.set();
        }, "called");
        console.log("ready");
        await got.wait();
        console.log(loop.removeSignalHandler("SIGINT"), loop.removeSignalHandler("SIGINT"));
        console.log("ready again");
        await sleep(60_000);
      });`,
      { signals: { "ready": "SIGINT", "ready again": "SIGINT" } },
    ),
    {
      code: 130,
      out: ["ready", "handler called", "true false", "ready again"],
      err: [
        "asyncio: SIGINT, ending: Task-1 waits for sleep(60000) at program.ts:12:9",
        "asyncio: interrupted by Ctrl-C",
      ],
    },
  );
});

test("addSignalHandler(): other signals, replacement, an error in the handler, the end of the loop", async () => {
  const { code, out } = await runChild(
    `
    const loop = newEventLoop();
    loop.setExceptionHandler((_loop, context) => console.log(context.message, String(context.exception)));
    loop.addSignalHandler("SIGUSR1", () => console.log("replaced"));
    loop.addSignalHandler("SIGUSR1", () => {
      console.log("handler");
      setTimeout(() => loop.stop(), 1);
      throw new Error("of the handler");
    });
    for (const wrong of [undefined, "SIGNOTHING"]) {
      try {
        loop.addSignalHandler(wrong, () => {});
      } catch (error) {
        console.log(error.name);
      }
    }
    try {
      loop.addSignalHandler("SIGUSR1", 1);
    } catch (error) {
      console.log(error.name, error.message);
    }
    console.log("ready");
    await loop.runForever();
    loop.close();
    console.log("closed");`,
    { signals: { ready: "SIGUSR1" } },
  );
  assertEquals([code, ...out], [
    0,
    "RuntimeError",
    "RuntimeError",
    "TypeError a callable object was expected by addSignalHandler(), got 1",
    "ready",
    "handler",
    "Exception in callback (anonymous)() Error: of the handler",
    "closed",
  ]);
});

test("a KeyboardInterrupt that a task throws ends the run with it", async () => {
  const { code, out, err } = await runChild(
    `
    await run(async () => {
      createTask(async () => {
        throw new KeyboardInterrupt();
      });
      try {
        await sleep(60_000);
      } finally {
        console.log("main is cancelled as a leftover");
      }
    }).catch((error) => console.log(error.name));`,
  );
  assertEquals([code, ...out, ...err], [
    0,
    "main is cancelled as a leftover",
    "KeyboardInterrupt",
  ]);
});
