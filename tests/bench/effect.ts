/** The workloads on Effect, whose effects are values that a fiber runs. */
import * as Effect from "npm:effect@4.1.0/Effect";
import * as Fiber from "npm:effect@4.1.0/Fiber";
import * as Latch from "npm:effect@4.1.0/Latch";
import * as Queue from "npm:effect@4.1.0/Queue";
import * as Semaphore from "npm:effect@4.1.0/Semaphore";
import { delay, range } from "./_sample.ts";
import {
  connections,
  listenOptions,
  measure,
  message,
  weigh,
} from "./_worker.ts";

const together = { concurrency: "unbounded", discard: true } as const;

const noop = Effect.gen(function* () {});

const spin = (n: number) =>
  Effect.gen(function* () {
    for (let i = 0; i < n; i++) yield* Effect.yieldNow;
  });

const pass = (n: number, pairs: number, maxsize: number) =>
  Effect.gen(function* () {
    const queue = yield* Queue.bounded<number>(maxsize);
    const produce = Effect.gen(function* () {
      for (let i = 0; i < n / pairs; i++) yield* Queue.offer(queue, i);
    });
    const consume = Effect.gen(function* () {
      for (let i = 0; i < n / pairs; i++) yield* Queue.take(queue);
    });
    const both = range(pairs).flatMap(() => [produce, consume]);
    yield* Effect.all(both, together);
  });

const deep = (depth: number): Effect.Effect<void> =>
  Effect.gen(function* () {
    if (depth > 0) yield* deep(depth - 1);
    else yield* Effect.yieldNow;
  });

const readAll = (conn: Deno.Conn, buffer: Uint8Array) =>
  Effect.gen(function* () {
    let have = 0;
    while (have < buffer.length) {
      const rest = buffer.subarray(have);
      const count = yield* Effect.promise(() => conn.read(rest));
      if (count === null) return false;
      have += count;
    }
    return true;
  });

const serve = (conn: Deno.Conn) =>
  Effect.gen(function* () {
    const buffer = new Uint8Array(message.length);
    while (yield* readAll(conn, buffer)) {
      yield* Effect.promise(() => conn.write(buffer));
    }
    conn.close();
  });

const talk = (port: number, rounds: number) =>
  Effect.gen(function* () {
    const conn = yield* Effect.promise(() =>
      Deno.connect({ ...listenOptions, port })
    );
    const buffer = new Uint8Array(message.length);
    for (let i = 0; i < rounds; i++) {
      yield* Effect.promise(() => conn.write(message));
      yield* readAll(conn, buffer);
    }
    conn.close();
  });

const run = Effect.runPromise;

const workloads = {
  switch1: (n: number) => run(spin(n)),

  switch1000: (n: number) =>
    run(Effect.all(range(1000).map(() => spin(n / 1000)), together)),

  spawn: (n: number) => run(Effect.all(range(n).map(() => noop), together)),

  taskgroup: (n: number) =>
    run(Effect.gen(function* () {
      const children: Fiber.Fiber<void>[] = [];
      for (let i = 0; i < n; i++) {
        children.push(yield* Effect.forkChild(noop));
      }
      yield* Fiber.joinAll(children);
    })),

  queue1: (n: number) => run(pass(n, 1, 16)),
  queue10: (n: number) => run(pass(n, 10, 64)),

  semaphore: (n: number) =>
    run(Effect.gen(function* () {
      const semaphore = yield* Semaphore.make(10);
      const use = Effect.gen(function* () {
        for (let i = 0; i < 100; i++) {
          yield* semaphore.withPermits(1)(Effect.yieldNow);
        }
      });
      yield* Effect.all(range(n / 100).map(() => use), together);
    })),

  timers: (n: number) =>
    run(Effect.all(range(n).map((i) => Effect.sleep(delay(i))), together)),

  cancel: (n: number) =>
    run(Effect.gen(function* () {
      const fibers: Fiber.Fiber<void>[] = [];
      for (let i = 0; i < n; i++) {
        fibers.push(yield* Effect.forkChild(Effect.never));
      }
      yield* Effect.yieldNow;
      yield* Fiber.interruptAll(fibers);
    })),

  waitFor: (n: number) =>
    run(Effect.orDie(Effect.gen(function* () {
      for (let i = 0; i < n; i++) yield* Effect.timeout(noop, 1000);
    }))),

  timeout: (n: number) =>
    run(Effect.orDie(Effect.gen(function* () {
      for (let i = 0; i < n; i++) yield* Effect.timeout(Effect.yieldNow, 1000);
    }))),

  async run(n: number) {
    for (let i = 0; i < n; i++) await run(noop);
  },

  chain: (n: number) =>
    run(Effect.gen(function* () {
      for (let i = 0; i < n; i++) yield* deep(100);
    })),

  event: (n: number) =>
    run(Effect.gen(function* () {
      const event = yield* Latch.make();
      const wait = Effect.gen(function* () {
        for (let i = 0; i < 20; i++) yield* event.await;
      });
      const waiters = yield* Effect.forkChild(
        Effect.all(range(n / 20).map(() => wait), together),
      );
      for (let i = 0; i < 20; i++) {
        yield* Effect.yieldNow;
        yield* event.release; // wakes those who wait and stays closed
      }
      yield* Fiber.join(waiters);
    })),

  echo: (n: number) =>
    run(Effect.gen(function* () {
      const server = Deno.listen(listenOptions);
      const { port } = server.addr as Deno.NetAddr;
      yield* Effect.forkChild(Effect.gen(function* () {
        for (let i = 0; i < connections; i++) {
          const conn = yield* Effect.promise(() => server.accept());
          yield* Effect.forkDetach(serve(conn));
        }
      }));
      const clients = range(connections).map(() => talk(port, n / connections));
      yield* Effect.all(clients, together);
      server.close();
    })),
};

if (Deno.args[0] === "memory") {
  const n = +Deno.args[1];
  const fibers: unknown[] = [];
  await weigh(n, () =>
    run(Effect.gen(function* () {
      for (let i = 0; i < n; i++) {
        fibers.push(yield* Effect.forkDetach(Effect.never));
      }
      yield* Effect.yieldNow;
    })));
  Deno.exit();
} else {
  await measure(workloads);
}
