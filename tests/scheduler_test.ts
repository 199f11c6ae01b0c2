// @run --allow-net=127.0.0.1
// When things run: iterations, steps, time, and the host's turn.
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import {
  createTask,
  currentTask,
  Event,
  gather,
  getRunningLoop,
  newEventLoop,
  Queue,
  run,
  sleep,
} from "../mod.ts";
import { transcript } from "./_transcript.ts";

Deno.test("an iteration runs what was ready when it began; what is added waits for the next", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      loop.callSoon(() => {
        log("a");
        loop.callSoon(() => {
          log("a's child");
          loop.callSoon(() => log("a's grandchild"));
        });
      });
      loop.callSoon(() => log("b"));
      await sleep(0);
      log("main");
      await sleep(0);
      log("main again");
    }),
    ["a", "b", "main", "a's child", "main again", "a's grandchild"],
  );
});

Deno.test("timers that are due run after what was ready, in order of time, then of registration", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      loop.callLater(5, () => log("5 first"));
      loop.callLater(3, () => log("3"));
      loop.callLater(5, () => log("5 second"));
      loop.callAt(loop.time() + 4, () => log("4"));
      loop.callLater(-1, () => log("overdue"));
      loop.callLater(0, () => log("0"));
      loop.callSoon(() => log("soon"));
      await sleep(10);
    }),
    ["soon", "overdue", "0", "3", "4", "5 first", "5 second"],
  );
});

Deno.test("a step unwinds wholly, however deep, before the next entry runs", async () => {
  const deep = async (depth: number): Promise<void> => {
    if (depth === 0) await sleep(0);
    else await deep(depth - 1);
  };
  assertEquals(
    await transcript(async (log) => {
      const task = async (name: string, depth: number) => {
        await deep(depth);
        log(name, "unwound");
        await null;
        await (async () => await null)();
        log(name, "still the same step");
      };
      await gather([() => task("deep", 100), () => task("flat", 0)]);
    }),
    [
      "deep unwound",
      "deep still the same step",
      "flat unwound",
      "flat still the same step",
    ],
  );
});

Deno.test("awaiting what is done takes no iteration", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      const done = loop.createFuture<string>();
      done.setResult("done");
      const set = new Event();
      set.set();
      const queue = new Queue<number>();
      queue.putNowait(1);
      loop.callSoon(() => log("next iteration"));
      log(await done);
      log(await set.wait());
      log(await queue.get());
      await (async () => {})();
      log("before it");
      await sleep(0);
    }),
    ["done", "true", "1", "before it", "next iteration"],
  );
});

Deno.test("a task that awaits a promise of the host's is away: the others go on", async () => {
  const lines: string[] = [];
  await run(async () => {
    let back = false;
    const away = createTask(async () => {
      const self = currentTask();
      await new Promise((resolve) => setTimeout(resolve, 5));
      back = true;
      assertStrictEquals(currentTask(), self);
      lines.push("back");
      await sleep(0);
      lines.push("a task of the loop again");
    });
    let steps = 0;
    while (!back) {
      await sleep(0);
      steps++;
    }
    assert(steps > 1);
    lines.push("the others went on");
    await away;
  });
  assertEquals(lines, [
    "back",
    "the others went on",
    "a task of the loop again",
  ]);
});

Deno.test("promises of the host's that settle at once do not stall or reorder a task", async () => {
  assertEquals(
    await transcript(async (log) => {
      const foreign = async (name: string) => {
        for (let i = 0; i < 2; i++) {
          await Promise.resolve();
          await new Promise<void>((resolve) => queueMicrotask(resolve));
          log(name, i);
          await sleep(0);
        }
      };
      await gather([() => foreign("a"), () => foreign("b")]);
    }),
    ["a 0", "b 0", "a 1", "b 1"],
  );
});

Deno.test("an idle loop is woken by callbacks of the host's", async () => {
  const lines: string[] = [];
  await run(async () => {
    const event = new Event();
    const loop = getRunningLoop();
    setTimeout(() => {
      lines.push("host");
      loop.callSoonThreadsafe(() => {
        lines.push("callback");
        event.set();
      });
    }, 1);
    await event.wait();
    lines.push("main");
  });
  assertEquals(lines, ["host", "callback", "main"]);
});

Deno.test("an earlier timer, set while the loop sleeps, is not late", async () => {
  const lines: string[] = [];
  await run(async () => {
    const loop = getRunningLoop();
    const event = new Event();
    const late = loop.callLater(60_000, () => lines.push("never"));
    setTimeout(() => loop.callLater(1, () => event.set()), 1);
    await event.wait();
    late.cancel();
    lines.push("early");
  });
  assertEquals(lines, ["early"]);
});

Deno.test("cancelled timers neither run nor keep a loop waiting", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      const timers = Array.from(
        { length: 1000 },
        (_, i) => loop.callLater(i, () => log("timer", i)),
      );
      for (const timer of timers) {
        if (timer.when() - loop.time() !== 500) timer.cancel();
      }
      log(timers[0]?.cancelled(), timers[500]?.cancelled());
      await sleep(2000);
      log("at", loop.time());
    }),
    ["true false", "timer 500", "at 2000"],
  );
});

// Of the host's clock only the order counts: each test ends when the host had its turn.

Deno.test("however many timers are cancelled, the others run in order of time, then of registration", async () => {
  for (const [count, kept] of [[150, 3], [1000, 2], [1000, 7], [1000, 200]]) {
    const due: [number, number][] = [];
    const ran: [number, number][] = [];
    await transcript(async () => {
      const loop = getRunningLoop();
      const timers = Array.from({ length: count! }, (_, i) => {
        const delay = (i * 7919) % 503;
        if (i % kept! === 0) due.push([delay, i]);
        return loop.callLater(delay, () => ran.push([delay, i]));
      });
      for (const [i, timer] of timers.entries()) {
        if (i % kept! === 0) continue;
        // Half of them at once, the others on the way.
        if (i % 2 === 0) timer.cancel();
        else loop.callLater(timer.when() / 3, () => timer.cancel());
      }
      await sleep(1000);
    });
    due.sort(([a, i], [b, j]) => a - b || i - j);
    assertEquals(ran.filter(([, i]) => i % kept! === 0), due);
    assertEquals(ran.length - due.length < count! / 100, true);
  }
});

Deno.test("cancelled timers are let go long before their time", async () => {
  assertEquals(
    await transcript(async (log) => {
      const loop = getRunningLoop();
      // Nothing else shows what memory holds.
      const size = () => loop._timers.size;
      const kept = Array.from({ length: 300 }, () => loop.callLater(9, log));
      // These come to the top, and are counted no more.
      for (let i = 0; i < 90; i++) loop.callLater(1, log).cancel();
      await sleep(2);
      log(size());
      const sizes: number[] = [];
      for (let i = 0; i < 10_000; i++) {
        loop.callLater(1000, log).cancel();
        sizes.push(size());
      }
      const sweeps = [...sizes.keys()].filter((i) => sizes[i]! < sizes[i - 1]!);
      log("at most", Math.max(...sizes), "first sweep at", sweeps[0]);
      log(sweeps.length, "sweeps");
      for (const timer of kept) timer.cancel();
      await sleep(1);
      log(size());
    }),
    ["300", "at most 600 first sweep at 300", "33 sweeps", "0"],
  );
});

Deno.test("I/O gets its turn beside 1,000 tasks that spin: an echo over loopback", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const echo = async () => {
    for await (const connection of listener) {
      await connection.readable.pipeTo(connection.writable);
    }
  };
  const server = echo();
  const answers = await run(async () => {
    let isDone = false;
    const spinners = Array.from({ length: 1000 }, () =>
      createTask(async () => {
        while (!isDone) await sleep(0);
      }));
    const { port } = listener.addr as Deno.NetAddr;
    const connection = await Deno.connect({ hostname: "127.0.0.1", port });
    const buffer = new Uint8Array(1);
    const got: number[] = [];
    for (const byte of [1, 2, 3]) {
      await connection.write(new Uint8Array([byte]));
      await connection.read(buffer);
      got.push(buffer[0] as number);
    }
    connection.close();
    isDone = true;
    await gather(spinners);
    return got;
  });
  listener.close();
  await server;
  assertEquals(answers, [1, 2, 3]);
});

Deno.test("the host's timers get their turn beside tasks and callbacks that spin", async () => {
  const fired = await run(async () => {
    let count = 0;
    const host = setInterval(() => count++, 1);
    const loop = getRunningLoop();
    const spinners = Array.from({ length: 100 }, () =>
      createTask(async () => {
        while (count < 3) await sleep(0);
      }));
    const spin = () => {
      if (count < 3) loop.callSoon(spin);
    };
    spin();
    await gather(spinners);
    clearInterval(host);
    return count;
  });
  assert(fired >= 3);
});

Deno.test("timers of the loop get their turn beside tasks that spin", async () => {
  await run(async () => {
    let rung = false;
    getRunningLoop().callLater(3, () => {
      rung = true;
    });
    while (!rung) await sleep(0);
  });
});

Deno.test("stop() ends the run after the iteration; a stopped loop can run on", async () => {
  const lines: string[] = [];
  const loop = newEventLoop();
  loop.callSoon(() => {
    lines.push("stopping");
    loop.stop();
    loop.callSoon(() => lines.push("next iteration"));
  });
  loop.callSoon(() => lines.push("same iteration"));
  await loop.runForever();
  lines.push(`running: ${loop.isRunning()}`);
  loop.stop();
  await loop.runForever();
  lines.push("one iteration");
  loop.close();
  assertEquals(lines, [
    "stopping",
    "same iteration",
    "running: false",
    "next iteration",
    "one iteration",
  ]);
});

Deno.test("a loop that idles stops when the host says so", async () => {
  const loop = newEventLoop();
  setTimeout(() => loop.stop(), 1);
  await loop.runForever();
  assertEquals(loop.isRunning(), false);
  loop.close();
});

Deno.test("time() does not go back, and is in milliseconds", async () => {
  await run(async () => {
    const loop = getRunningLoop();
    const before = loop.time();
    await sleep(5);
    const took = loop.time() - before;
    assert(took >= 4.5, `${took}`);
  });
});
