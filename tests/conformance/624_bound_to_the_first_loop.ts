import {
  Barrier,
  Condition,
  ensureFuture,
  Event,
  except,
  gather,
  getRunningLoop,
  Lock,
  print,
  Queue,
  run,
  RuntimeError,
  Semaphore,
  sleep,
  str,
  TimeoutError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  function bound(e: Error) {
    return str(e).includes("is bound to a different event loop");
  }
  async function use<T>(
    make: () => T,
    block: (o: T) => Promise<unknown>,
    label: string,
  ) {
    const o = make();
    async function first() {
      const t = ensureFuture(() => block(o));
      await sleep(0);
      await sleep(0);
      t.cancel();
      await gather([t], { returnExceptions: true });
    }
    async function second() {
      try {
        await waitFor(() => block(o), 20);
        print(label, "fine");
      } catch (e) {
        if (e instanceof RuntimeError) print(label, bound(e));
        else {
          except(e, TimeoutError);
          print(label, "timeout");
        }
      }
    }
    await run(first);
    await run(second);
  }
  async function lockBlock(l: Lock) {
    if (!l.locked()) await l.acquire();
    await l.acquire();
  }
  async function ev(e: Event) {
    await e.wait();
  }
  async function sem(s: Semaphore) {
    await s.acquire();
  }
  async function cond(c: Condition) {
    using _ = await c.acquire();
    await c.wait();
  }
  async function qget(q: Queue<number>) {
    await q.get();
  }
  async function qput(q: Queue<number>) {
    await q.put(1);
    await q.put(2);
  }
  async function qjoin(q: Queue<number>) {
    if (q.empty()) q.putNowait(1);
    await q.join();
  }
  async function bar(b: Barrier) {
    await b.wait();
  }
  await use(() => new Lock(), lockBlock, "lock");
  await use(() => new Event(), ev, "event");
  await use(() => new Semaphore(0), sem, "sem");
  await use(() => new Condition(), cond, "cond");
  await use(() => new Queue<number>(), qget, "get");
  await use(() => new Queue<number>(1), qput, "put");
  await use(() => new Queue<number>(), qjoin, "join");
  await use(() => new Barrier(2), bar, "barrier");
  const l = new Lock();
  const q = new Queue<number>();
  const e = new Event();
  const s = new Semaphore(1);
  async function free(n: number) {
    {
      using _ = await l.acquire();
    }
    q.putNowait(n);
    print(await q.get());
    e.set();
    await e.wait();
    e.clear();
    {
      using _ = await s.acquire();
    }
  }
  await run(() => free(1));
  await run(() => free(2));
  const q2 = new Queue<string>();
  await run(() => q2.put("kept"));
  await run(async () => print(await q2.get()));
  const ev2 = new Event();
  await run(async () => {
    getRunningLoop().callLater(10, () => ev2.set());
    await ev2.wait();
    print("set");
  });
}
