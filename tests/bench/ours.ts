/** The workloads on this module. */
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
import {
  connections,
  delay,
  type Fairness,
  listenOptions,
  measure,
  median,
  message,
  range,
  weigh,
} from "./_worker.ts";

async function noop(): Promise<void> {}

async function spin(n: number): Promise<void> {
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

async function forever(): Promise<void> {
  await getRunningLoop().createFuture<void>();
}

async function deep(depth: number): Promise<void> {
  if (depth > 0) await deep(depth - 1);
  else await sleep(0);
}

async function readAll(conn: Deno.Conn, buffer: Uint8Array): Promise<boolean> {
  let have = 0;
  while (have < buffer.length) {
    const count = await conn.read(buffer.subarray(have));
    if (count === null) return false;
    have += count;
  }
  return true;
}

async function serve(conn: Deno.Conn): Promise<void> {
  const buffer = new Uint8Array(message.length);
  while (await readAll(conn, buffer)) await conn.write(buffer);
  conn.close();
}

async function talk(port: number, rounds: number): Promise<void> {
  const conn = await Deno.connect({ ...listenOptions, port });
  const buffer = new Uint8Array(message.length);
  for (let i = 0; i < rounds; i++) {
    await conn.write(message);
    await readAll(conn, buffer);
  }
  conn.close();
}

const workloads = {
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
            using _permit = await semaphore.acquire();
            await sleep(0);
          }
        }),
      );
    }),

  timers: (n: number) =>
    run(async () => {
      await gather(range(n).map((i) => () => sleep(delay(i))));
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

  echo: (n: number) =>
    run(async () => {
      const server = Deno.listen(listenOptions);
      const { port } = server.addr as Deno.NetAddr;
      // deno-lint-ignore require-await
      await taskGroup(async (group) => {
        group.createTask(async () => {
          for (let i = 0; i < connections; i++) {
            const conn = await server.accept();
            group.createTask(() => serve(conn));
          }
        });
        for (let i = 0; i < connections; i++) {
          group.createTask(() => talk(port, n / connections));
        }
      });
      server.close();
    }),
};

/** The median of an echo and the lateness of a host timer beside `count` tasks. */
async function fairness(count: number, forMs: number): Promise<Fairness> {
  const echoes: number[] = [];
  const late: number[] = [];
  await run(async () => {
    const server = Deno.listen(listenOptions);
    const { port } = server.addr as Deno.NetAddr;
    const served = server.accept().then(serve);
    const conn = await Deno.connect({ ...listenOptions, port });
    const tasks = range(count).map(() => createTask(() => spin(Infinity)));
    await sleep(0);
    const end = performance.now() + forMs;
    const tick = () => {
      const began = performance.now();
      setTimeout(() => {
        late.push(performance.now() - began - 10);
        if (performance.now() < end) tick();
      }, 10);
    };
    tick();
    const buffer = new Uint8Array(message.length);
    while (performance.now() < end) {
      const began = performance.now();
      await conn.write(message);
      await readAll(conn, buffer);
      echoes.push(performance.now() - began);
    }
    conn.close();
    server.close();
    await served;
    for (const task of tasks) task.cancel();
    await gather(tasks, { returnExceptions: true });
  });
  return {
    echo: median(echoes),
    late: median(late),
    lateMost: Math.max(...late),
  };
}

const [mode, count, forMs] = Deno.args;
if (mode === "memory") {
  await run(async () => {
    const tasks: unknown[] = [];
    await weigh(+count, async () => {
      for (let i = 0; i < +count; i++) tasks.push(createTask(forever));
      await sleep(0);
    });
    Deno.exit();
  });
} else if (mode === "fairness") {
  console.log(JSON.stringify(await fairness(+count, +forMs)));
} else {
  await measure(workloads);
}
