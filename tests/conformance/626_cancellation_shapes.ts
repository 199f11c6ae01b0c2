// deno-lint-ignore-file no-unsafe-finally require-await
import {
  args,
  CancelledError,
  createTask,
  currentTask,
  except,
  ExceptionGroup,
  type Future,
  gather,
  getRunningLoop,
  KeyError,
  Lock,
  print,
  range,
  run,
  shield,
  sleep,
  type Task,
  taskGroup,
  timeout,
  TimeoutError,
  tuple,
  typeName,
  wait,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const f1 = loop.createFuture<unknown>(), f2 = loop.createFuture<unknown>();
    function chain(f: Future<unknown>) {
      if (f2.done()) {
        print("f2 done already");
        return;
      }
      if (f.cancelled()) f2.cancel("chained");
      else if (f.exception()) f2.setException(f.exception());
      else f2.setResult(f.result());
    }
    f1.addDoneCallback(chain);
    async function w() {
      try {
        return await f2;
      } catch (e) {
        except(e, CancelledError);
        return tuple("ce", args(e));
      }
    }
    let t: Task<unknown> = createTask(w);
    await sleep(0);
    f1.cancel();
    print(await t);
    t = createTask(() => sleep(1000));
    const seen: unknown[] = [];
    t.addDoneCallback((t) =>
      seen.push(tuple(t.cancelled(), t.done(), t.cancelling()))
    );
    await sleep(0);
    print(t.cancel(), t.cancelled(), t.done());
    await sleep(0);
    print(t.done(), seen);
    await sleep(0);
    print(t.done(), t.cancelled(), seen);
    await sleep(0);
    print(seen);
    for (const _ of range(2)) {
      try {
        await t;
      } catch (e) {
        except(e, CancelledError);
        print("again", args(e));
      }
    }
    async function parent() {
      const sub = createTask(() => sleep(1000));
      loop.callSoon(() => sub.cancel("sub"));
      try {
        await sub;
      } catch (e) {
        except(e, CancelledError);
        print("sub", args(e), currentTask()!.cancelling());
      }
      await sleep(0);
      return "fine";
    }
    print(await createTask(parent));
    async function store() {
      let err;
      try {
        await sleep(1000);
      } catch (e) {
        except(e, CancelledError);
        err = e;
      }
      await sleep(10);
      throw err;
    }
    t = createTask(store);
    await sleep(0);
    t.cancel("stored");
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      print("stored", args(e), t.cancelled());
    }
    async function swallow() {
      try {
        await sleep(1000);
      } finally {
        return "swallowed";
      }
    }
    t = createTask(swallow);
    await sleep(0);
    t.cancel();
    print(await t, t.cancelled(), t.cancelling());
    async function robust() {
      let n = 0;
      while (true) {
        try {
          await sleep(40);
          return n;
        } catch (e) {
          except(e, CancelledError);
          n += 1;
          currentTask()!.uncancel();
        }
      }
    }
    t = createTask(robust);
    for (const _ of range(3)) {
      await sleep(5);
      t.cancel();
    }
    print(await t, t.cancelling());
    let log: unknown[] = [];
    async function l3() {
      try {
        await sleep(1000);
      } finally {
        log.push(3);
      }
    }
    async function l2() {
      try {
        await l3();
      } catch (e) {
        except(e, CancelledError);
        log.push("2c");
        throw e;
      } finally {
        log.push(2);
      }
    }
    async function l1() {
      try {
        await l2();
      } finally {
        log.push(1);
        await sleep(0);
        log.push("1b");
      }
    }
    t = createTask(l1);
    await sleep(0);
    t.cancel();
    await wait([t]);
    print(log, t.cancelled());
    async function killer(v: Task<unknown>) {
      v.cancel("killed");
      return "killer";
    }
    const v = createTask(() => sleep(1000));
    print(
      (await gather([() => killer(v), v], { returnExceptions: true })).map((
        x,
      ) => typeName(x)),
    );
    async function selfish() {
      currentTask()!.cancel();
      await sleep(0);
      print("never");
    }
    print(
      (await gather([selfish], { returnExceptions: true })).map((x) =>
        typeName(x)
      ),
    );
    async function slow() {
      try {
        await sleep(50);
        log.push("slow done");
      } catch (e) {
        except(e, CancelledError);
        log.push("slow cancelled");
        throw e;
      }
    }
    log = [];
    try {
      await waitFor(shield(() => waitFor(() => slow(), 1000)), 10);
    } catch (e) {
      except(e, TimeoutError);
      print("outer timeout", log);
    }
    await sleep(60);
    print(log);
    const lock = new Lock();
    await lock.acquire();
    async function g() {
      await taskGroup(async (tg) => {
        async function inner() {
          await timeout(20, async () => {
            using _ = await lock.acquire();
          });
        }
        tg.createTask(inner);
      });
    }
    try {
      await g();
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(eg.errors.length, lock.locked());
    }
    lock.release();
    print(lock.locked());
    t = createTask(() => sleep(0, "v"));
    t.addDoneCallback((t) => print("cb cancel", t.cancel()));
    await t;
    await sleep(0);
    async function ef() {
      try {
        await sleep(1000);
      } finally {
        throw new KeyError("fin");
      }
    }
    t = createTask(ef);
    await sleep(0);
    t.cancel("x");
    try {
      await t;
    } catch (e) {
      except(e, KeyError);
      print("KeyError", "CancelledError", t.cancelled(), t.cancelling());
    }
  }
  await run(main);
}
