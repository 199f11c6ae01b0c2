// deno-lint-ignore-file require-await
import {
  CancelledError,
  createTask,
  except,
  gather,
  getRunningLoop,
  KeyboardInterrupt,
  newEventLoop,
  print,
  run,
  Runner,
  sleep,
  taskGroup,
  timeout,
  typeName,
  waitFor,
} from "./_python.ts";

export default async function program() {
  let log: unknown[] = [];
  async function stubborn(n: string) {
    try {
      await sleep(10000);
    } catch (e) {
      except(e, CancelledError);
      log.push(`${n} cancelled`);
      throw e;
    }
  }
  async function attempt(name: string, fn: () => Promise<unknown>) {
    log = [];
    try {
      print(name, "returned", await fn());
    } catch (e) {
      print(name, typeName(e));
    }
    print(log);
  }
  async function m1() {
    createTask(() => stubborn("a"));
    await sleep(0);
    throw new KeyboardInterrupt();
  }
  await attempt("main", () => run(m1));
  async function ki() {
    throw new KeyboardInterrupt();
  }
  async function m2() {
    const t = createTask(ki);
    try {
      await t;
      log.push("never");
    } catch (e) {
      if (e instanceof KeyboardInterrupt) {
        log.push("main saw it");
        return "x";
      }
      log.push("main cancelled");
      throw e;
    }
    return null;
  }
  await attempt("task awaited", () => run(m2));
  async function m3() {
    createTask(ki);
    try {
      await sleep(10000);
    } catch (e) {
      except(e, CancelledError);
      log.push("main cancelled");
      throw e;
    }
  }
  await attempt("task alone", () => run(m3));
  async function m4() {
    function cb() {
      throw new KeyboardInterrupt();
    }
    getRunningLoop().callSoon(cb);
    try {
      await sleep(0);
      await sleep(100);
    } catch (e) {
      except(e, CancelledError);
      log.push("main cancelled");
      throw e;
    }
  }
  await attempt("callback", () => run(m4));
  async function m5() {
    try {
      await taskGroup(async (tg) => {
        tg.createTask(() => stubborn("sib"));
        tg.createTask(ki);
        await sleep(10000);
      });
    } catch (e) {
      log.push(typeName(e));
      throw e;
    }
  }
  await attempt("group", () => run(m5));
  async function m6() {
    try {
      await taskGroup(async (tg) => {
        tg.createTask(() => stubborn("sib"));
        await sleep(0);
        throw new KeyboardInterrupt();
      });
    } catch (e) {
      log.push(typeName(e));
      throw e;
    }
  }
  await attempt("group body", () => run(m6));
  async function m7() {
    const f = getRunningLoop().createFuture();
    f.setException(new KeyboardInterrupt());
    try {
      await f;
    } catch (e) {
      except(e, KeyboardInterrupt);
      log.push("caught");
      return "ok";
    }
    return null;
  }
  await attempt("future", () => run(m7));
  async function m8() {
    const r = await gather([ki, () => stubborn("g")], {
      returnExceptions: true,
    });
    log.push(r.length);
  }
  await attempt("gather", () => run(m8));
  async function m9() {
    await timeout(1000, () => {
      throw new KeyboardInterrupt();
    });
  }
  await attempt("timeout", () => run(m9));
  async function m10() {
    try {
      await waitFor(ki, 1000);
    } catch (e) {
      except(e, KeyboardInterrupt);
      return "caught in wait_for";
    }
    return null;
  }
  await attempt("wait_for", () => run(m10));
  async function ok() {
    return "ok";
  }
  {
    await using r = new Runner();
    try {
      await r.run(m1);
    } catch (e) {
      except(e, KeyboardInterrupt);
      print("KI");
    }
    print(await r.run(ok));
  }
  const l = newEventLoop();
  function cb() {
    throw new KeyboardInterrupt();
  }
  const app = (x: string) => {
    log.push(x);
  };
  l.callSoon(cb);
  l.callSoon(app, "same iteration");
  log = [];
  try {
    await l.runForever();
  } catch (e) {
    except(e, KeyboardInterrupt);
    print("KI out of run_forever", log, l.isRunning());
  }
  l.callSoon(() => l.stop());
  await l.runForever();
  print(log);
  l.close();
}
