/** The workloads on Effection, whose operations are generators. */
import {
  all,
  createQueue,
  type Operation,
  race,
  run,
  sleep,
  spawn,
  suspend,
  type Task,
  until,
  type WithResolvers,
  withResolvers,
} from "npm:effection@4.1.1";
import { delay, range } from "./_sample.ts";
import {
  connections,
  listenOptions,
  measure,
  message,
  weigh,
} from "./_worker.ts";

const ready = Promise.resolve();

function* noop(): Operation<void> {}

/** Effection has no word for "let others run": this is its cheapest wait. */
function* spin(n: number): Operation<void> {
  for (let i = 0; i < n; i++) yield* until(ready);
}

/** Its queue has no bound: a second one hands out the free places. */
function* pass(n: number, pairs: number, maxsize: number): Operation<void> {
  const items = createQueue<number, never>();
  const places = createQueue<number, never>();
  for (let i = 0; i < maxsize; i++) places.add(i);
  function* produce(): Operation<void> {
    for (let i = 0; i < n / pairs; i++) {
      yield* places.next();
      items.add(i);
    }
  }
  function* consume(): Operation<void> {
    for (let i = 0; i < n / pairs; i++) {
      yield* items.next();
      places.add(i);
    }
  }
  yield* all(range(pairs).flatMap(() => [produce(), consume()]));
}

function* deep(depth: number): Operation<void> {
  if (depth > 0) yield* deep(depth - 1);
  else yield* until(ready);
}

function* readAll(conn: Deno.Conn, buffer: Uint8Array): Operation<boolean> {
  let have = 0;
  while (have < buffer.length) {
    const count = yield* until(conn.read(buffer.subarray(have)));
    if (count === null) return false;
    have += count;
  }
  return true;
}

function* serve(conn: Deno.Conn): Operation<void> {
  const buffer = new Uint8Array(message.length);
  while (yield* readAll(conn, buffer)) yield* until(conn.write(buffer));
  conn.close();
}

function* talk(port: number, rounds: number): Operation<void> {
  const conn = yield* until(Deno.connect({ ...listenOptions, port }));
  const buffer = new Uint8Array(message.length);
  for (let i = 0; i < rounds; i++) {
    yield* until(conn.write(message));
    yield* readAll(conn, buffer);
  }
  conn.close();
}

const workloads = {
  switch1: (n: number) => run(() => spin(n)),

  switch1000: (n: number) =>
    run(function* () {
      yield* all(range(1000).map(() => spin(n / 1000)));
    }),

  spawn: (n: number) =>
    run(function* () {
      yield* all(range(n).map(noop));
    }),

  taskgroup: (n: number) =>
    run(function* () {
      const children: Task<void>[] = [];
      for (let i = 0; i < n; i++) children.push(yield* spawn(noop));
      for (const child of children) yield* child;
    }),

  queue1: (n: number) => run(() => pass(n, 1, 16)),
  queue10: (n: number) => run(() => pass(n, 10, 64)),

  /** It has no semaphore: a queue of permits. */
  semaphore: (n: number) =>
    run(function* () {
      const permits = createQueue<number, never>();
      for (let i = 0; i < 10; i++) permits.add(i);
      yield* all(
        range(n / 100).map(function* () {
          for (let i = 0; i < 100; i++) {
            yield* permits.next();
            try {
              yield* until(ready);
            } finally {
              permits.add(i);
            }
          }
        }),
      );
    }),

  timers: (n: number) =>
    run(function* () {
      yield* all(range(n).map((i) => sleep(delay(i))));
    }),

  cancel: (n: number) =>
    run(function* () {
      const tasks: Task<void>[] = [];
      for (let i = 0; i < n; i++) tasks.push(yield* spawn(suspend));
      yield* until(ready);
      for (const task of tasks) yield* task.halt();
    }),

  waitFor: (n: number) =>
    run(function* () {
      for (let i = 0; i < n; i++) yield* race([noop(), sleep(1000)]);
    }),

  timeout: (n: number) =>
    run(function* () {
      for (let i = 0; i < n; i++) yield* race([until(ready), sleep(1000)]);
    }),

  async run(n: number) {
    for (let i = 0; i < n; i++) await run(noop);
  },

  chain: (n: number) =>
    run(function* () {
      for (let i = 0; i < n; i++) yield* deep(100);
    }),

  event: (n: number) =>
    run(function* () {
      let event: WithResolvers<void> = withResolvers();
      const waiters = yield* spawn(() =>
        all(
          range(n / 20).map(function* () {
            for (let i = 0; i < 20; i++) yield* event.operation;
          }),
        )
      );
      for (let i = 0; i < 20; i++) {
        yield* sleep(0);
        const { resolve } = event;
        event = withResolvers();
        resolve();
      }
      yield* waiters;
    }),

  echo: (n: number) =>
    run(function* () {
      const server = Deno.listen(listenOptions);
      const { port } = server.addr as Deno.NetAddr;
      yield* spawn(function* () {
        for (let i = 0; i < connections; i++) {
          const conn = yield* until(server.accept());
          yield* spawn(() => serve(conn));
        }
        yield* suspend();
      });
      yield* all(
        range(connections).map(() => talk(port, n / connections)),
      );
      server.close();
    }),
};

if (Deno.args[0] === "memory") {
  const n = +Deno.args[1];
  await run(() =>
    until(weigh(n, () =>
      run(function* () {
        for (let i = 0; i < n; i++) yield* spawn(suspend);
        yield* until(ready);
      })))
  );
} else {
  await measure(workloads);
}
