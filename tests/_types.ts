// deno-lint-ignore-file require-await -- a coroutine need not wait
// What type-checks, and what must not: each `@ts-expect-error` is a mistake that
// the compiler has to find. types_test.ts has this file compiled.
import {
  asCompleted,
  type Awaitable,
  BoundedSemaphore,
  type CallGraph,
  type Context,
  type ContextToken,
  ContextVar,
  type Coroutine,
  createTask,
  currentTask,
  Event,
  type EventLoop,
  type ExceptionContext,
  type ExceptionHandler,
  type Executor,
  type Future,
  gather,
  getRunningLoop,
  Lock,
  type Permit,
  PriorityQueue,
  Queue,
  type Result,
  run,
  Runner,
  type RunOptions,
  Semaphore,
  shield,
  sleep,
  type StreamOptions,
  type Task,
  type TaskFactory,
  type TaskGroup,
  taskGroup,
  type TaskOptions,
  type Timeout,
  timeout,
  wait,
  waitFor,
} from "../mod.ts";

/** Compiles only if both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends
  (<T>() => T extends B ? 1 : 2) ? true : false;
function same<_T extends true>(): void {}

/** What the programs show, by name. */
export const programs: Map<string, () => unknown> = new Map();

function typed(name: string, program: () => unknown): void {
  programs.set(name, program);
}

const work = async (n: number) => n;

typed("gather() gives a tuple of the results", async () => {
  const all = await gather([
    () => sleep(1, "a"),
    createTask(() => work(1)),
    Promise.resolve(true),
  ]);
  same<Same<typeof all, [string, number, boolean]>>();
  const [text, count] = await gather([async () => "a", () => work(1)]);
  text.toUpperCase();
  count.toFixed();
  const list = await gather([1, 2].map((n) => () => work(n)));
  same<Same<typeof list, number[]>>();
  const caught = await gather([() => work(1)], { returnExceptions: true });
  same<Same<typeof caught, [number | Error]>>();
  // @ts-expect-error -- an error may stand there
  caught[0].toFixed();
  // @ts-expect-error -- a list, not arguments
  gather(() => work(1), () => work(2));
  // @ts-expect-error -- a number is not awaitable
  gather([1, 2]);
});

typed("a coroutine is a function, not a promise", async () => {
  // @ts-expect-error -- main(), called already
  run(work(1));
  // @ts-expect-error -- work(), called already
  createTask(work(1));
  // @ts-expect-error -- it takes arguments: () => work(1)
  createTask(work);
  // @ts-expect-error -- no async function
  run(() => 1);
  // @ts-expect-error -- the block is a function
  timeout(10, work(1));
  // @ts-expect-error -- the block is a function
  taskGroup(work(1));
  taskGroup(async (group) => {
    // @ts-expect-error -- called already
    group.createTask(work(1));
  });
  const value = await run(() => work(1));
  same<Same<typeof value, number>>();
});

typed("tasks and futures know what they give", async () => {
  const task = createTask(() => work(1), { name: "one" });
  same<Same<typeof task, Task<number>>>();
  const result = task.result();
  same<Same<typeof result, number>>();
  const future = getRunningLoop().createFuture<string>();
  // @ts-expect-error -- a number is no string
  future.setResult(1);
  future.addDoneCallback((done) => same<Same<typeof done, Future<string>>>());
  const awaited = await future;
  same<Same<typeof awaited, string>>();
  // @ts-expect-error -- currentTask() may be null
  currentTask().cancel();
  // @ts-expect-error -- a name is a string
  createTask(() => work(1), { name: 1 });
  // @ts-expect-error -- a number is not the result of the task
  const wrong: string = task.result();
  void wrong;
});

typed("wait() takes futures and gives sets of them", async () => {
  const tasks = [createTask(() => work(1))];
  const { done, pending } = await wait(tasks, {
    returnWhen: "FIRST_COMPLETED",
  });
  same<Same<typeof done, Set<Task<number>>>>();
  same<Same<typeof pending, Set<Task<number>>>>();
  // @ts-expect-error -- coroutine functions are no futures
  wait([() => work(1)]);
  // @ts-expect-error -- promises are no futures
  wait([work(1)]);
  // @ts-expect-error -- a lone future is no list
  wait(createTask(() => work(1)));
  // @ts-expect-error -- no such word
  wait(tasks, { returnWhen: "first" });
});

typed(
  "waitFor(), timeout(), shield() and sleep() give what is awaited",
  async () => {
    const waited = await waitFor(() => work(1), 10);
    same<Same<typeof waited, number>>();
    const limited = await timeout(null, async (scope) => {
      same<Same<typeof scope, Timeout>>();
      return "text";
    });
    same<Same<typeof limited, string>>();
    const shielded = await shield(Promise.resolve(1n));
    same<Same<typeof shielded, bigint>>();
    const slept = await sleep(1, { a: 1 });
    same<Same<typeof slept, { a: number }>>();
    const nothing = await sleep(1);
    same<Same<typeof nothing, void>>();
    // @ts-expect-error -- milliseconds are a number
    sleep("1");
    // @ts-expect-error -- the limit is not optional: null is no limit
    waitFor(() => work(1));
  },
);

typed("asCompleted() gives promises, and tasks to `for await`", async () => {
  for (const next of asCompleted([() => work(1)])) {
    same<Same<typeof next, Promise<number>>>();
  }
  // Types of their own: where a type was iterated before, TypeScript awaits it.
  for await (const task of asCompleted([() => sleep(1, { own: 1 })])) {
    same<Same<typeof task, Task<{ own: number }>>>();
  }
  for await (
    const task of asCompleted([createTask(() => sleep(1, { own: "a" }))])
  ) {
    same<Same<typeof task, Task<{ own: string }>>>();
  }
  // @ts-expect-error -- a list, not one
  asCompleted(() => work(1));
});

typed("taskGroup() gives what its body gives", async () => {
  const value = await taskGroup(async (group) => {
    same<Same<typeof group, TaskGroup>>();
    const task = group.createTask(() => work(1));
    same<Same<typeof task, Task<number>>>();
    return "value";
  });
  same<Same<typeof value, string>>();
});

typed("queues hold what they are made for", async () => {
  const queue = new Queue<number>(1);
  // @ts-expect-error -- a string is no number
  queue.putNowait("1");
  for await (const item of queue) same<Same<typeof item, number>>();
  const heap = new PriorityQueue<{ p: number }>(0, (a, b) => a.p - b.p);
  const item = await heap.get();
  same<Same<typeof item, { p: number }>>();
  // @ts-expect-error -- the size is fixed
  queue.maxsize = 2;
  // @ts-expect-error -- a comparison gives a number
  new PriorityQueue<number>(0, (a, b) => a < b);
});

typed("permits are for `using`", async () => {
  using permit = await new Lock().acquire();
  same<Same<typeof permit, Permit>>();
  using _another = await new Semaphore(2).acquire();
  using _third = await new BoundedSemaphore(2).acquire();
  // @ts-expect-error -- acquire() gives a promise: await it
  using _forgotten = new Lock().acquire();
  // @ts-expect-error -- an event is no lock
  await new Event().acquire();
});

typed("a Runner is for `await using`", async () => {
  await using runner = new Runner({ debug: true, gracePeriod: 100 });
  const value = await runner.run(() => work(1));
  same<Same<typeof value, number>>();
  // @ts-expect-error -- no such option
  new Runner({ grace: 100 });
  // @ts-expect-error -- a signal, not its controller
  run(() => work(1), { signal: new AbortController() });
});

typed("callbacks get the arguments that are handed over", () => {
  const loop = getRunningLoop();
  loop.callSoon((a: number, b: string) => b.repeat(a), 1, "a");
  // @ts-expect-error -- an argument is missing
  loop.callSoon((a: number) => a);
  // @ts-expect-error -- an argument of another type
  loop.callLater(10, (a: number) => a, "1");
  // @ts-expect-error -- a call, not a function
  loop.callAt(10, console.log("now"));
  loop.addSignalHandler("SIGINT", () => {});
  // @ts-expect-error -- no such signal
  loop.addSignalHandler("SIGNOTHING", () => {});
});

typed("context variables know their values", () => {
  const variable = new ContextVar<number>("n");
  const value = variable.get();
  same<Same<typeof value, number>>();
  const other = variable.get(null);
  same<Same<typeof other, number | null>>();
  const token: ContextToken<number> = variable.set(1);
  variable.reset(token);
  // @ts-expect-error -- a string is no number
  variable.set("1");
  // @ts-expect-error -- another variable's token
  new ContextVar<string>("s").reset(token);
});

typed("every exported type has its name", () => {
  const coroutine: Coroutine<number> = () => work(1);
  const awaitables: Awaitable<number>[] = [coroutine, work(1)];
  same<Same<Result<Coroutine<string>>, string>>();
  const handler: ExceptionHandler = (
    _loop: EventLoop,
    { message, extra }: ExceptionContext,
  ) => [message, extra];
  const factory: TaskFactory = (loop, coro, options) =>
    loop.createTask(coro, options);
  const options: [RunOptions, TaskOptions, StreamOptions] = [
    { stallAfter: 1 },
    { eagerStart: true },
    { limit: 1 },
  ];
  const others: [CallGraph?, Context?, Executor?] = [];
  return [awaitables, handler, factory, options, others];
});
