// deno-lint-ignore-file require-await
import {
  CancelledError,
  Condition,
  createTask,
  ensureFuture,
  Event,
  except,
  ExceptionGroup,
  FIRST_COMPLETED,
  type Future,
  gather,
  getRunningLoop,
  Lock,
  print,
  Queue,
  range,
  run,
  RuntimeError,
  Semaphore,
  shield,
  sleep,
  sorted,
  str,
  taskGroup,
  timeout,
  TimeoutError,
  tuple,
  ValueError,
  wait,
  waitFor,
} from "./_python.ts";

export default async function program() {
  let log: string[] = [];
  const p = print;
  async function rate() {
    const sem = new Semaphore(2);
    const loop = getRunningLoop();
    const t0 = loop.time();
    const out: unknown[] = [];
    async function call(i: number) {
      await sem.acquire();
      loop.callLater(40, () => sem.release());
      out.push(tuple(i, Math.round((loop.time() - t0) / 40)));
    }
    await gather(range(6).map((i) => () => call(i)));
    p("rate", out);
  }
  async function race() {
    async function w(n: string, d: number, ok = true) {
      try {
        await sleep(d);
        if (!ok) throw new ValueError(n);
        return n;
      } catch (e) {
        if (e instanceof CancelledError) log.push(`lost ${n}`);
        throw e;
      }
    }
    async function firstSuccess(...cs: (() => Promise<string>)[]) {
      let tasks = new Set(cs.map((c) => createTask(c)));
      const errors: string[] = [];
      try {
        while (tasks.size) {
          const { done, pending } = await wait(tasks, {
            returnWhen: FIRST_COMPLETED,
          });
          tasks = pending;
          for (const t of done) {
            if (t.exception() === null) return tuple(t.result(), errors);
            errors.push(str(t.exception()));
          }
        }
      } finally {
        for (const t of tasks) t.cancel();
        await gather(tasks, { returnExceptions: true });
      }
      return null;
    }
    p(
      "race",
      await firstSuccess(
        () => w("bad", 20, false),
        () => w("good", 40),
        () => w("slow", 1000),
      ),
      log,
    );
    log = [];
  }
  async function pipeline() {
    const q1 = new Queue<number | null>(2), q2 = new Queue<number | null>(2);
    const out: number[] = [];
    async function src() {
      for (const i of range(6)) {
        await q1.put(i);
        log.push(`s${i}`);
      }
      await q1.put(null);
    }
    async function mid() {
      let x;
      while ((x = await q1.get()) !== null) {
        await sleep(0);
        await q2.put(x * x);
        log.push(`m${x}`);
      }
      await q2.put(null);
    }
    async function sink() {
      let x;
      while ((x = await q2.get()) !== null) {
        out.push(x);
        log.push(`k${x}`);
      }
    }
    await gather([src, mid, sink]);
    p("pipeline", out, log);
    log = [];
  }
  async function pubsub() {
    const subs: Queue<number>[] = [];
    async function sub(n: string, count: number) {
      const q = new Queue<number>();
      subs.push(q);
      const got = [];
      for (const _ of range(count)) got.push(await q.get());
      subs.splice(subs.indexOf(q), 1);
      return tuple(n, got);
    }
    const ts = range(2).map((i) => createTask(() => sub(`s${i}`, 2 + i)));
    await sleep(0);
    for (const m of range(4)) {
      for (const q of [...subs]) q.putNowait(m);
      await sleep(0);
    }
    p("pubsub", await gather(ts));
  }
  async function dining() {
    const forks = range(3).map(() => new Lock());
    log = [];
    async function phil(i: number) {
      const [a, b] = sorted([i, (i + 1) % 3]);
      for (const _ of range(2)) {
        using _a = await forks[a].acquire();
        using _b = await forks[b].acquire();
        log.push(`${i} eats`);
        await sleep(0);
      }
    }
    await gather(range(3).map((i) => () => phil(i)));
    p("dining", log);
    log = [];
  }
  async function rw() {
    const cond = new Condition();
    let readers = 0;
    async function read(n: number) {
      {
        using _ = await cond.acquire();
        readers += 1;
      }
      log.push(`r+${n}`);
      await sleep(10);
      log.push(`r-${n}`);
      {
        using _ = await cond.acquire();
        readers -= 1;
        if (readers === 0) cond.notifyAll();
      }
    }
    async function write(n: number) {
      using _ = await cond.acquire();
      await cond.waitFor(() => readers === 0);
      log.push(`w+${n}`);
      await sleep(10);
      log.push(`w-${n}`);
    }
    await gather([
      () => read(1),
      () => write(1),
      () => read(2),
      () => write(2),
      () => read(3),
    ]);
    p("rw", log);
    log = [];
  }
  async function periodic() {
    const stop = new Event();
    const ticks: number[] = [];
    async function tick() {
      while (!stop.isSet()) {
        ticks.push(ticks.length);
        try {
          await waitFor(() => stop.wait(), 40);
        } catch (e) {
          except(e, TimeoutError);
        }
      }
      return "stopped";
    }
    const t = createTask(tick);
    await sleep(100);
    stop.set();
    p("periodic", await t, ticks);
  }
  async function memo() {
    const cache = new Map<string, Future<string>>();
    let calls = 0;
    async function load(k: string) {
      calls += 1;
      await sleep(10);
      return k.toUpperCase();
    }
    async function get(k: string) {
      if (!cache.has(k)) cache.set(k, ensureFuture(() => load(k)));
      return await shield(cache.get(k)!);
    }
    p(
      "memo",
      await gather([() => get("a"), () => get("b"), () => get("a")]),
      calls,
    );
  }
  class ConnectionError extends Error {
    override name = "ConnectionError";
  }
  async function retry() {
    let n = 0;
    async function flaky() {
      n += 1;
      await sleep(10);
      if (n < 3) throw new ConnectionError(`try ${n}`);
      return n;
    }
    async function go() {
      for (const d of [10, 20, 40]) {
        try {
          return await flaky();
        } catch (e) {
          except(e, ConnectionError);
          log.push(str(e));
          await sleep(d);
        }
      }
      return null;
    }
    await timeout(1000, async () => p("retry", await go(), log));
    n = -100;
    log = [];
    try {
      await timeout(30, () => go());
    } catch (e) {
      except(e, TimeoutError);
      p("retry timeout", log.length > 0);
    }
    log = [];
  }
  async function actor() {
    const q = new Queue<[string, unknown, Future<unknown>]>();
    async function runIt() {
      let total = 0;
      while (true) {
        const [cmd, arg, fut] = await q.get();
        if (cmd === "stop") {
          fut.setResult(total);
          return;
        }
        if (cmd === "bad") {
          fut.setException(new ValueError(arg as string));
          continue;
        }
        total += arg as number;
        fut.setResult(total);
      }
    }
    async function ask(cmd: string, arg?: unknown) {
      const fut = getRunningLoop().createFuture<unknown>();
      await q.put([cmd, arg, fut]);
      return await fut;
    }
    const t = createTask(runIt);
    p(
      "actor",
      await ask("add", 2),
      await ask("add", 3),
      await gather([() => ask("bad", "x"), () => ask("add", 1)], {
        returnExceptions: true,
      }),
      await ask("stop"),
    );
    await t;
  }
  async function groups() {
    async function leaf(n: string, d: number) {
      try {
        await sleep(d);
        log.push(`ok ${n}`);
      } catch (e) {
        except(e, CancelledError);
        log.push(`x ${n}`);
        throw e;
      }
    }
    async function branch(n: string, fail: boolean) {
      await taskGroup(async (tg) => {
        tg.createTask(() => leaf(`${n}1`, 20));
        tg.createTask(() => leaf(`${n}2`, 100));
        await sleep(60);
        if (fail) throw new RuntimeError(n);
      });
    }
    try {
      await taskGroup(async (tg) => {
        tg.createTask(() => branch("a", false));
        tg.createTask(() => branch("b", true));
        tg.createTask(() => leaf("c", 1000));
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      const flat = (e: ExceptionGroup): string[] =>
        e.errors.flatMap((s) =>
          s instanceof ExceptionGroup ? flat(s) : [str(s)]
        );
      p("groups", flat(eg), sorted(log));
    }
    log = [];
  }
  async function stack() {
    async function res(n: string) {
      log.push(`open ${n}`);
      await sleep(0);
      return {
        n,
        async [Symbol.asyncDispose]() {
          await sleep(0);
          log.push(`close ${n}`);
        },
      };
    }
    async function user() {
      await using a = await res("a");
      await using b = await res("b");
      log.push(a.n + b.n);
      await sleep(1000);
    }
    const t = createTask(user);
    await sleep(10);
    t.cancel();
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      p("stack", log);
    }
    log = [];
  }
  async function main() {
    for (
      const f of [
        rate,
        race,
        pipeline,
        pubsub,
        dining,
        rw,
        periodic,
        memo,
        retry,
        actor,
        groups,
        stack,
      ]
    ) await f();
  }
  await run(main);
}
