// deno-lint-ignore-file require-await
import {
  asCompleted,
  Barrier,
  bytes,
  Condition,
  createTask,
  Event,
  FIRST_COMPLETED,
  gather,
  Lock,
  print,
  Queue,
  range,
  run,
  Semaphore,
  shield,
  sleep,
  StreamReader,
  taskGroup,
  timeout,
  ValueError,
  wait,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function main() {
    let log: number[] = [];
    let stop = false;
    async function ticker() {
      let n = 0;
      while (!stop) {
        log.push(n);
        n += 1;
        await sleep(0);
      }
    }
    async function measure(name: string, fn: () => PromiseLike<unknown>) {
      stop = false;
      log = [];
      const tk = createTask(ticker);
      await sleep(0);
      log = [];
      try {
        await fn();
      } catch { /* */ }
      const n = log.length;
      stop = true;
      await tk;
      print(name, n);
    }
    async function noop() {}
    async function one() {
      await sleep(0);
    }
    async function bad() {
      throw new ValueError();
    }
    async function wrap() {
      await createTask(noop);
    }
    await measure("coro", noop);
    await measure("sleep0", () => sleep(0));
    await measure("task", () => createTask(noop));
    await measure("task one", () => createTask(one));
    await measure("task of task", () => createTask(wrap));
    await measure("gather0", () => gather([]));
    await measure("gather1", () => gather([noop]));
    await measure("gather2", () => gather([noop, one]));
    await measure("gather bad", () => gather([noop, bad, one]));
    await measure(
      "gather rexc",
      () => gather([bad, one], { returnExceptions: true }),
    );
    await measure("gather gather", () => gather([gather([noop])]));
    await measure("shield", () => shield(noop));
    await measure("shield one", () => shield(one));
    await measure("wait_for", () => waitFor(noop, 1000));
    await measure("wait_for one", () => waitFor(one, 1000));
    await measure("wait_for none", () => waitFor(one, null));
    await measure("wait_for 0", () => waitFor(one, 0));
    await measure("wait_for task", () => waitFor(createTask(one), 1000));
    await measure("wait_for shield", () => waitFor(shield(one), 1000));
    async function w1() {
      await wait([createTask(noop)]);
    }
    async function w2() {
      await wait([createTask(noop), createTask(one)], {
        returnWhen: FIRST_COMPLETED,
      });
    }
    async function w3() {
      const t = createTask(noop);
      await t;
      await wait([t]);
    }
    async function w4() {
      const t = createTask(noop);
      await t;
      await wait([t], { timeout: 0 });
    }
    for (
      const [n, f] of [["w1", w1], ["w2", w2], ["w3", w3], ["w4", w4]] as const
    ) await measure("wait " + n, f);
    async function tg0() {
      await taskGroup(async () => {});
    }
    async function tg1() {
      await taskGroup(async (tg) => {
        tg.createTask(noop);
      });
    }
    async function tg2() {
      await taskGroup(async (tg) => {
        tg.createTask(noop);
        tg.createTask(bad);
        tg.createTask(() => sleep(1000));
      });
    }
    async function tg3() {
      await taskGroup(async (tg) => {
        tg.createTask(() => sleep(1000));
        throw new ValueError();
      });
    }
    async function tg4() {
      await taskGroup(async (tg) => {
        tg.createTask(tg1);
        await sleep(0);
      });
    }
    for (
      const [n, f] of [["0", tg0], ["1", tg1], ["2", tg2], ["3", tg3], [
        "4",
        tg4,
      ]] as const
    ) await measure("tg" + n, f);
    async function ac1() {
      for (const x of asCompleted([one])) await x;
    }
    async function ac2() {
      for await (const x of asCompleted([one])) await x;
    }
    await measure("ac1", ac1);
    await measure("ac2", ac2);
    async function to0() {
      await timeout(0, () => sleep(1000));
    }
    async function to1() {
      await timeout(1000, () => one());
    }
    await measure("to0", to0);
    await measure("to1", to1);
    async function lk() {
      const l = new Lock();
      let t;
      {
        using _ = await l.acquire();
        t = createTask(() => acq(l));
        await sleep(0);
      }
      await t;
    }
    async function acq(l: Lock) {
      using _ = await l.acquire();
    }
    await measure("lock", lk);
    async function cnd() {
      const c = new Condition();
      async function wt() {
        using _ = await c.acquire();
        await c.wait();
      }
      const t = createTask(wt);
      await sleep(0);
      {
        using _ = await c.acquire();
        c.notify();
      }
      await t;
    }
    await measure("cond", cnd);
    async function ev() {
      const e = new Event();
      const t = createTask(() => e.wait());
      await sleep(0);
      e.set();
      await t;
    }
    await measure("event", ev);
    async function sem() {
      const s = new Semaphore(1);
      async function u() {
        using _ = await s.acquire();
        await sleep(0);
      }
      await gather([u, u, u]);
    }
    await measure("sem", sem);
    async function bar() {
      const b = new Barrier(3);
      await gather(range(3).map(() => () => b.wait()));
    }
    await measure("barrier", bar);
    async function bar2() {
      const b = new Barrier(2);
      await gather(range(4).map(() => () => b.wait()));
    }
    await measure("barrier 2x2", bar2);
    async function q1() {
      const q = new Queue<number>();
      const t = createTask(() => q.get());
      await sleep(0);
      q.putNowait(1);
      await t;
    }
    async function q2() {
      const q = new Queue<number>(1);
      async function p() {
        for (const i of range(4)) await q.put(i);
      }
      async function g() {
        for (const _ of range(4)) {
          await q.get();
          q.taskDone();
        }
      }
      await gather([p, g, () => q.join()]);
    }
    await measure("q1", q1);
    await measure("q2", q2);
    async function canc() {
      const t = createTask(() => sleep(1000));
      await sleep(0);
      t.cancel();
      await t;
    }
    async function canc2() {
      const t = createTask(() => sleep(1000));
      t.cancel();
      await t;
    }
    async function canc3() {
      async function o() {
        await createTask(() => sleep(1000));
      }
      const t = createTask(o);
      await sleep(0);
      await sleep(0);
      t.cancel();
      await t;
    }
    async function canc4() {
      const t = createTask(() => sleep(1000));
      const g = gather([t, () => sleep(1000)]);
      await sleep(0);
      g.cancel();
      await g;
    }
    async function canc5() {
      const s = shield(() => sleep(0));
      s.cancel();
      await s;
    }
    for (
      const [n, f] of [["", canc], ["2", canc2], ["3", canc3], ["4", canc4], [
        "5",
        canc5,
      ]] as const
    ) await measure("cancel" + n, f);
    async function gen() {
      async function* a() {
        for (const i of range(3)) {
          await sleep(0);
          yield i;
        }
      }
      for await (const _ of a());
    }
    await measure("gen", gen);
    async function sr() {
      const r = new StreamReader();
      const t = createTask(() => r.readline());
      await sleep(0);
      r.feedData(bytes("x"));
      await sleep(0);
      r.feedData(bytes("\n"));
      await t;
    }
    await measure("stream", sr);
  }
  await run(main);
}
