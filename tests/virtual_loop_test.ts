// Virtual time.
import { assertEquals, assertThrows } from "@std/assert";
import {
  createTask,
  ensureFuture,
  gather,
  getRunningLoop,
  run,
  shield,
  sleep,
  wrapFuture,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";

Deno.test("virtual time jumps to the next timer, in order", async () => {
  const log = await run(async () => {
    const loop = getRunningLoop();
    const seen: [string, number][] = [];
    const nap = async (name: string, ms: number) => {
      await sleep(ms);
      seen.push([name, loop.time()]);
    };
    const tasks = [
      createTask(() => nap("day", 86_400_000)),
      createTask(() => nap("hour", 3_600_000)),
      createTask(() => nap("half a ms", 0.5)),
    ];
    for (const task of tasks) await task;
    return seen;
  }, { loopFactory: () => newVirtualLoop({ start: 1000 }) });
  assertEquals(log, [
    ["half a ms", 1000.5],
    ["hour", 3_601_000],
    ["day", 86_401_000],
  ]);
});

Deno.test("virtual time stands still while a task awaits the host", async () => {
  const times = await run(async () => {
    const loop = getRunningLoop();
    const napper = createTask(() => sleep(1000));
    await new Promise((resolve) => setTimeout(resolve, 2));
    const first = loop.time();
    await wrapFuture(new Promise((resolve) => setTimeout(resolve, 2)));
    const second = loop.time();
    await napper;
    return [first, second, loop.time()];
  }, { loopFactory: newVirtualLoop });
  assertEquals(times, [0, 0, 1000]);
});

Deno.test("virtual time goes on while async functions that a task has begun sleep", async () => {
  const host = () => new Promise((resolve) => setTimeout(resolve, 2));
  const times = await run(async () => {
    const loop = getRunningLoop();
    const times: number[] = [];
    async function work(delay: number) {
      await sleep(delay);
      times.push(loop.time());
    }
    await gather([work(20), work(10)]);
    await shield(work(30));
    await gather([
      (async () => {
        await work(40);
        await host();
        times.push(loop.time());
      })(),
    ]);
    const dropped = ensureFuture(work(50));
    dropped.cancel();
    await sleep(60);
    return times;
  }, { loopFactory: newVirtualLoop });
  assertEquals(times, [10, 20, 50, 90, 90, 140]);
});

Deno.test("a seed shuffles what is ready together, the same each time", async () => {
  const order = (seed?: number) =>
    run(async () => {
      const seen: number[] = [];
      const tasks = [0, 1, 2, 3, 4, 5].map((n) =>
        createTask(() => Promise.resolve(seen.push(n)))
      );
      for (const task of tasks) await task;
      return seen.join("");
    }, {
      loopFactory: () => newVirtualLoop(seed === undefined ? {} : { seed }),
    });
  const [plain, one, again, two] = [
    await order(),
    await order(1),
    await order(1),
    await order(2),
  ];
  assertEquals([plain, one === again, one === two, one === plain], [
    "012345",
    true,
    false,
    false,
  ]);
});

Deno.test("seeds shuffle callbacks into every order, and drop none", async () => {
  const orders = new Set<string>();
  for (let seed = 1; seed <= 100; seed++) {
    await run(async () => {
      let order = "";
      const loop = getRunningLoop();
      loop.setExceptionHandler((_loop, { message }) => order += message);
      for (const name of "abc") loop.callSoon(() => order += name);
      await sleep(1);
      orders.add(order);
    }, { loopFactory: () => newVirtualLoop({ seed }) });
  }
  assertEquals([...orders].sort(), ["abc", "acb", "bac", "bca", "cab", "cba"]);
});

Deno.test("a virtual loop cannot start at NaN", () => {
  assertThrows(() => newVirtualLoop({ start: NaN }), RangeError);
});
