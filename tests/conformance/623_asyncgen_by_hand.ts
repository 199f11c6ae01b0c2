import {
  CancelledError,
  createTask,
  except,
  gather,
  KeyError,
  print,
  Queue,
  range,
  run,
  sleep,
  str,
  type Task,
  TimeoutError,
  ValueError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function main() {
    let log: unknown[] = [];
    async function* gen(n: number) {
      try {
        for (const i of range(n)) {
          log.push(`y${i}`);
          yield i;
        }
      } finally {
        log.push("fin");
        await sleep(0);
        log.push("closed");
      }
    }
    let g: AsyncGenerator<number> = gen(3);
    print((await g.next()).value, (await g.next()).value);
    await g.return(undefined);
    print(log);
    log = [];
    if ((await g.next()).done) print("stopped");
    g = gen(3);
    await g.return(undefined);
    print(log);
    for await (const _ of g) print("never");
    g = gen(3);
    for await (const x of g) if (x === 1) break;
    await g.return(undefined);
    print(log);
    log = [];
    const l1 = [];
    for await (const x of gen(3)) l1.push(x * 2);
    const l2 = new Set();
    for await (const x of gen(2)) l2.add(x);
    print(l1, l2);
    log = [];
    async function* bad() {
      yield 1;
      throw new ValueError("in gen");
    }
    try {
      for await (const x of bad()) print(x);
    } catch (e) {
      except(e, ValueError);
      print(str(e));
    }
    async function* thr() {
      try {
        yield 1;
      } catch (e) {
        except(e, KeyError);
        log.push("got");
        yield 2;
      }
    }
    g = thr();
    await g.next();
    print((await g.throw(new KeyError("k"))).value, log);
    log = [];
    await g.return(undefined);
    // deno-lint-ignore no-explicit-any
    async function* echo(): AsyncGenerator<any, void, any> {
      let r = null;
      while (true) {
        r = yield r;
        log.push(r);
      }
    }
    const e = echo();
    await e.next(null);
    print((await e.next("a")).value, (await e.next("b")).value, log);
    await e.return(undefined);
    log = [];
    async function* slow() {
      try {
        yield 1;
        await sleep(1000);
        yield 2;
      } catch (e) {
        except(e, CancelledError);
        log.push("gen cancelled");
        throw e;
      }
    }
    async function cons() {
      for await (const x of slow()) log.push(x);
    }
    let t: Task<unknown> = createTask(cons);
    await sleep(10);
    t.cancel();
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      print("cons cancelled", log);
      log = [];
    }
    g = slow();
    print((await g.next()).value);
    try {
      await waitFor(() => g.next(), 10);
    } catch (e) {
      except(e, TimeoutError);
      print("timeout", log);
    }
    async function* ticker(n: string, c: number) {
      for (const i of range(c)) {
        yield `${n}${i}`;
        await sleep(0);
      }
    }
    async function eat(n: string) {
      for await (const x of ticker(n, 3)) log.push(x);
    }
    log = [];
    await gather([() => eat("a"), () => eat("b")]);
    print(log);
    const q = new Queue<number | null>();
    async function* drain() {
      while (true) {
        const item = await q.get();
        if (item === null) return;
        yield item;
      }
    }
    async function prod() {
      for (const i of range(3)) {
        await q.put(i);
        await sleep(0);
      }
      await q.put(null);
    }
    t = createTask(prod);
    const got = [];
    for await (const x of drain()) got.push(x);
    print(got);
    await t;
  }
  await run(main);
}
