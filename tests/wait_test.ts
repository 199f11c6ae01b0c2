import { assertEquals } from "@std/assert";
import {
  ALL_COMPLETED,
  asCompleted,
  createTask,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  type Future,
  getRunningLoop,
  sleep,
  type Task,
  wait,
} from "../mod.ts";
import { thrownBy, transcript, words } from "./_transcript.ts";

const time = () => getRunningLoop().time();
const names = (tasks: Set<Future<unknown>>) =>
  [...tasks].map((task) => (task as Task<unknown>).getName()).join() || "none";

function task(name: string, delay: number, error?: Error): Task<string> {
  return createTask(async () => {
    await sleep(delay);
    if (error !== undefined) throw error;
    return name;
  }, { name });
}

Deno.test("wait(): all, the first, the first failure, a time limit", async () => {
  assertEquals(
    await transcript(async (log) => {
      const show = async (options: Parameters<typeof wait>[1]) => {
        const began = time();
        const tasks = [
          task("a", 10),
          task("failing", 20, new Error("x")),
          task("b", 30),
        ];
        const { done, pending } = await wait(tasks, options);
        log(names(done), "|", names(pending), "| after", time() - began);
        const rest = await wait(tasks);
        for (const each of rest.done) each.exception();
      };
      await show({ returnWhen: ALL_COMPLETED });
      await show(undefined);
      await show({ returnWhen: FIRST_COMPLETED });
      await show({ returnWhen: FIRST_EXCEPTION });
      await show({ timeout: 15 });
      await show({ timeout: 0 });
      await show({ timeout: null });
    }),
    [
      "a,failing,b | none | after 30",
      "a,failing,b | none | after 30",
      "a | failing,b | after 10",
      "a,failing | b | after 20",
      "a | failing,b | after 15",
      "none | a,failing,b | after 0",
      "a,failing,b | none | after 30",
    ],
  );
});

Deno.test("wait() cancels nothing, even when it is cancelled; a cancelled task is no failure", async () => {
  assertEquals(
    await transcript(async (log) => {
      const tasks = [task("a", 10), task("b", 20)];
      const waiter = createTask(() => wait(tasks));
      await sleep(1);
      waiter.cancel();
      await waiter.catch(log);
      getRunningLoop().callLater(1, () => tasks[0]?.cancel());
      const { done } = await wait(tasks, { returnWhen: FIRST_EXCEPTION });
      log(names(done), tasks[0]?.cancelled(), await tasks[1]);
    }),
    ["CancelledError", "a,b true b"],
  );
});

Deno.test("wait() suspends even when all are done; duplicates count once", async () => {
  assertEquals(
    await transcript(async (log) => {
      const done = task("a", 0);
      await done;
      getRunningLoop().callSoon(() => log("another"));
      const result = await wait([done, done]);
      log(result.done.size, result.pending.size);
    }),
    ["another", "1 0"],
  );
});

Deno.test("wait() refuses nothing at all, one future, functions, promises, other words", async () => {
  assertEquals(
    await transcript(async (log) => {
      const one = task("a", 0);
      const failure = (fs: unknown, options?: unknown) =>
        wait(fs as never, options as never).then(() => log("nothing"), log);
      await failure([]);
      await failure(one);
      await failure(() => one);
      await failure([() => one]);
      await failure([Promise.resolve()]);
      await failure([one], { returnWhen: "soon" });
      await one;
    }),
    [
      "RangeError: Set of Tasks/Futures is empty.",
      "TypeError: expect a list of futures, not Task",
      "TypeError: expect a list of futures, not function",
      "TypeError: Passing coroutines is forbidden, use tasks explicitly.",
      "TypeError: wait() takes tasks or futures, got a promise: write createTask(work) or wrapFuture(promise)",
      "RangeError: Invalid return_when value: soon",
    ],
  );
});

Deno.test("asCompleted(): results in order of completion, failures among them", async () => {
  assertEquals(
    await transcript(async (log) => {
      const works = [
        () => sleep(30, "slow"),
        task("failing", 20, new Error("x")),
        () => sleep(10, "fast"),
      ];
      for (const next of asCompleted(works)) {
        await next.then((result) => log(result, time()), (error) => log(error));
      }
    }),
    ["fast 10", "Error: x", "slow 30"],
  );
});

Deno.test("asCompleted(), for await: the tasks themselves, done", async () => {
  assertEquals(
    await transcript(async (log) => {
      const tasks = [task("slow", 20), task("fast", 10)];
      for await (const one of asCompleted(tasks)) {
        // TypeScript takes what `for await` gives for awaited; it is the task.
        const each = one as unknown as Task<string>;
        log(each.getName(), each.done(), tasks.includes(each), each.result());
      }
      for await (const each of asCompleted([() => sleep(1, "function")])) {
        log(await each);
      }
      for await (const _ of asCompleted([])) log("never");
    }),
    ["fast true true fast", "slow true true slow", "function"],
  );
});

Deno.test("asCompleted(): the time limit is for all; it cancels nothing", async () => {
  assertEquals(
    await transcript(async (log) => {
      const tasks = [task("a", 10), task("b", 50), task("c", 60)];
      for (const next of asCompleted(tasks, { timeout: 20 })) {
        await next.then(log, (error) => log(words(error), "at", time()));
      }
      log(await tasks[1], await tasks[2]);
    }),
    ["a", "TimeoutError at 20", "TimeoutError at 20", "b c"],
  );
});

Deno.test("asCompleted(): left early, the rest goes on; duplicates come once", async () => {
  assertEquals(
    await transcript(async (log) => {
      const tasks = [task("a", 10), task("b", 20)];
      for (const next of asCompleted([...tasks, ...tasks])) {
        log(await next);
        break;
      }
      log(await tasks[1]);
      let count = 0;
      for await (const _ of asCompleted([...tasks, ...tasks])) count++;
      log(count);
    }),
    ["a", "b", "2"],
  );
});

Deno.test("asCompleted() refuses one awaitable", async () => {
  assertEquals(
    await transcript(async (log) => {
      const one = task("a", 0);
      log(thrownBy(() => asCompleted(one as never)));
      log(thrownBy(() => asCompleted((() => one) as never)));
      log(thrownBy(() => asCompleted([1] as never)));
      await one;
    }),
    [
      "TypeError: expects an iterable of awaitables, not Task",
      "TypeError: expects an iterable of awaitables, not function",
      "TypeError: An asyncio.Future, a coroutine or an awaitable is required",
    ],
  );
});
