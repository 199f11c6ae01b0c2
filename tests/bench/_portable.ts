/** The workloads on this module that any runtime can run. */
import {
  createTask,
  Event,
  gather,
  getRunningLoop,
  Queue,
  run,
  Semaphore,
  sleep,
  taskGroup,
  timeout,
  waitFor,
} from "../../mod.ts";
import { delay, range } from "./_sample.ts";

async function noop(): Promise<void> {}

export async function spin(n: number): Promise<void> {
  for (let i = 0; i < n; i++) await sleep(0);
}

async function pass(n: number, pairs: number, maxsize: number): Promise<void> {
  const queue = new Queue<number>(maxsize);
  const produce = async () => {
    for (let i = 0; i < n / pairs; i++) await queue.put(i);
  };
  const consume = async () => {
    for (let i = 0; i < n / pairs; i++) await queue.get();
  };
  await gather(range(pairs).flatMap(() => [produce, consume]));
}

export async function forever(): Promise<void> {
  await getRunningLoop().createFuture<void>();
}

async function deep(depth: number): Promise<void> {
  if (depth > 0) await deep(depth - 1);
  else await sleep(0);
}

export const portable = {
  switch1: (n: number) => run(() => spin(n)),

  switch1000: (n: number) =>
    run(async () => {
      await gather(range(1000).map(() => () => spin(n / 1000)));
    }),

  spawn: (n: number) =>
    run(async () => {
      await gather(range(n).map(() => noop), { returnExceptions: false });
    }),

  taskgroup: (n: number) =>
    run(() =>
      // deno-lint-ignore require-await
      taskGroup(async (group) => {
        for (let i = 0; i < n; i++) group.createTask(noop);
      })
    ),

  queue1: (n: number) => run(() => pass(n, 1, 16)),
  queue10: (n: number) => run(() => pass(n, 10, 64)),

  semaphore: (n: number) =>
    run(async () => {
      const semaphore = new Semaphore(10);
      await gather(
        range(n / 100).map(() => async () => {
          for (let i = 0; i < 100; i++) {
            const permit = await semaphore.acquire();
            try {
              await sleep(0);
            } finally {
              permit.release();
            }
          }
        }),
      );
    }),

  timers: (n: number) =>
    run(async () => {
      await gather(range(n).map((i) => () => sleep(delay(i))));
    }),

  /** A thousand in each millisecond, however many: as many wake-ups for each. */
  timersDense: (n: number) =>
    run(async () => {
      await gather(range(n).map((i) => () => sleep(delay(i) * n / 100_000)));
    }),

  cancel: (n: number) =>
    run(async () => {
      const tasks = range(n).map(() => createTask(forever));
      await sleep(0);
      for (const task of tasks) task.cancel();
      await gather(tasks, { returnExceptions: true });
    }),

  waitFor: (n: number) =>
    run(async () => {
      for (let i = 0; i < n; i++) await waitFor(noop, 1000);
    }),

  timeout: (n: number) =>
    run(async () => {
      for (let i = 0; i < n; i++) await timeout(1000, () => sleep(0));
    }),

  async run(n: number) {
    for (let i = 0; i < n; i++) await run(noop);
  },

  chain: (n: number) =>
    run(async () => {
      for (let i = 0; i < n; i++) await deep(100);
    }),

  callSoon: (n: number) =>
    run(async () => {
      const loop = getRunningLoop();
      const done = loop.createFuture<void>();
      let left = n;
      const callback = () => {
        if (--left === 0) done.setResult();
      };
      for (let i = 0; i < n; i++) loop.callSoon(callback);
      await done;
    }),

  callSoonChain: (n: number) =>
    run(async () => {
      const loop = getRunningLoop();
      const done = loop.createFuture<void>();
      let left = n;
      const callback = () => {
        if (--left === 0) done.setResult();
        else loop.callSoon(callback);
      };
      loop.callSoon(callback);
      await done;
    }),

  event: (n: number) =>
    run(async () => {
      const event = new Event();
      const waiters = gather(
        range(n / 20).map(() => async () => {
          for (let i = 0; i < 20; i++) await event.wait();
        }),
      );
      for (let i = 0; i < 20; i++) {
        await sleep(0);
        event.set();
        event.clear();
      }
      await waiters;
    }),
};
