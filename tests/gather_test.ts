import { assertEquals } from "@std/assert";
import {
  createTask,
  currentTask,
  gather,
  getRunningLoop,
  run,
  sleep,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";
import { thrownBy, transcript, words } from "./_transcript.ts";

const time = () => getRunningLoop().time();

async function fail(delay: number, text: string): Promise<never> {
  await sleep(delay);
  throw new Error(text);
}

Deno.test("gather() gives results in order of the arguments, whatever they are", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(() => sleep(10, "task"));
      const results = await gather([
        () => sleep(20, "function"),
        task,
        sleep(5, "begun wait"),
        Promise.resolve("promise"),
        task,
      ]);
      log(results.join(), "at", time());
      log((await gather([])).length);
      log((await gather(new Set([() => sleep(1, "of a set")]))).join());
    }),
    ["function,task,begun wait,promise,task at 20", "0", "of a set"],
  );
});

Deno.test("gather(): the same future counts once, the same function twice", async () => {
  assertEquals(
    await transcript(async (log) => {
      let calls = 0;
      const count = () => sleep(1, ++calls);
      const task = createTask(count);
      log((await gather([task, task, count, count])).join());
    }),
    ["1,1,2,3"],
  );
});

Deno.test("gather(): the first failure is thrown at once; the others go on, their failures are seen", async () => {
  assertEquals(
    await transcript(async (log) => {
      const slow = createTask(() => sleep(20).then(() => log("slow", time())));
      await gather([slow, () => fail(10, "first"), () => fail(15, "second")])
        .catch((error) => log(error, time()));
      await slow;
    }),
    ["Error: first 10", "slow 20"],
  );
});

Deno.test("gather() with returnExceptions: failures and cancellations stand in the list", async () => {
  assertEquals(
    await transcript(async (log) => {
      const cancelled = createTask(() => sleep(100));
      getRunningLoop().callLater(1, () => cancelled.cancel("by hand"));
      const results = await gather(
        [
          () => fail(5, "x"),
          cancelled,
          () => Promise.reject("text"),
          () => sleep(1, 1),
        ],
        { returnExceptions: true },
      );
      log(
        results.map((each) => each instanceof Error ? words(each) : each)
          .join(),
      );
    }),
    ["Error: x,CancelledError,text,1"],
  );
});

Deno.test("cancelling who awaits gather() cancels all; it ends with the first of them, or with the last", async () => {
  assertEquals(
    await transcript(async (log) => {
      const child = (name: string, cleanup: number) => async () => {
        try {
          await sleep(1000);
        } finally {
          await sleep(cleanup);
          log(name, "ends");
        }
      };
      for (const returnExceptions of [false, true]) {
        const task = createTask(async () => {
          await gather([child("a", 20), child("b", 10)], { returnExceptions });
        });
        await sleep(0);
        await sleep(0);
        task.cancel("enough");
        await task.catch(log);
        await sleep(50);
      }
    }),
    [
      "b ends",
      "CancelledError: enough",
      "a ends",
      "b ends",
      "a ends",
      "CancelledError: enough",
    ],
  );
});

Deno.test("a child cancelled alone: its CancelledError is thrown, the gathering is not cancelled", async () => {
  assertEquals(
    await transcript(async (log) => {
      const child = createTask(() => sleep(1000));
      const gathering = gather([child, () => sleep(10)]);
      await sleep(0);
      child.cancel("alone");
      await gathering.catch(log);
      log(gathering.cancelled(), words(gathering.exception()));
      log(currentTask()?.cancelling(), gathering.cancel());
      await sleep(20);
    }),
    [
      "CancelledError: alone",
      "false CancelledError: alone",
      "0 false",
    ],
  );
});

Deno.test("gather() of what is done is done at once", async () => {
  assertEquals(
    await transcript(async (log) => {
      const done = createTask(() => sleep(0, "done"));
      await done;
      const gathering = gather([done, done]);
      log(gathering.done(), gathering.result().join());
    }),
    ["true done,done"],
  );
});

Deno.test("gather() refuses what is no list, and what is not awaitable", async () => {
  assertEquals(
    await transcript(async (log) => {
      const task = createTask(() => sleep(0));
      log(thrownBy(() => gather(task as never)));
      log(thrownBy(() => gather((() => sleep(0)) as never)));
      log(thrownBy(() => gather(undefined as never)));
      log(thrownBy(() => gather([1] as never)));
      await task;
    }),
    [
      ...Array(3).fill(
        "TypeError: gather() takes a list: write gather([a, b]), not gather(a, b)",
      ),
      "TypeError: An asyncio.Future, a coroutine or an awaitable is required",
    ],
  );
});

Deno.test("a gathering that ends cancelled and is not looked at is no lost error", async () => {
  const reports: string[] = [];
  await run(async () => {
    getRunningLoop().setExceptionHandler((_loop, { message }) => {
      reports.push(message);
    });
    const child = createTask(() => sleep(1000));
    gather([child]);
    await sleep(1);
    child.cancel();
    await sleep(1);
  }, { loopFactory: newVirtualLoop });
  assertEquals(reports, []);
});
