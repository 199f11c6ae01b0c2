// deno-lint-ignore-file no-unsafe-finally require-await
import {
  args,
  CancelledError,
  currentTask,
  ensureFuture,
  type EventLoop,
  except,
  type ExceptionContext,
  getRunningLoop,
  KeyError,
  Lock,
  print,
  range,
  repr,
  run,
  RuntimeError,
  shield,
  sleep,
  sorted,
  str,
  tuple,
  ValueError,
} from "./_python.ts";

export default async function program() {
  let log: unknown[] = [];
  function handler(_loop: EventLoop, ctx: ExceptionContext) {
    log.push(tuple(ctx.message.split(":")[0], repr(ctx.exception)));
  }
  async function stubborn(n: string) {
    try {
      await sleep(10000);
    } catch (e) {
      except(e, CancelledError);
      log.push(`${n} cancelled`);
      await sleep(10);
      log.push(`${n} cleaned`);
      return n;
    }
    return null;
  }
  async function refuses(n: string) {
    for (const _ of range(3)) {
      try {
        await sleep(10000);
      } catch (e) {
        except(e, CancelledError);
        log.push(`${n} refused`);
        break;
      }
    }
    await sleep(20);
    log.push(`${n} over`);
  }
  async function fails() {
    try {
      await sleep(10000);
    } finally {
      throw new ValueError("in cleanup");
    }
  }
  async function main() {
    getRunningLoop().setExceptionHandler(handler);
    ensureFuture(() => stubborn("a"));
    ensureFuture(() => refuses("b"));
    ensureFuture(() => fails());
    await sleep(0);
    return "result";
  }
  print(await run(main));
  print(sorted(log.map(str)));
  log = [];
  async function main2() {
    ensureFuture(() => stubborn("x"));
    await sleep(0);
    throw new KeyError("main2");
  }
  try {
    await run(main2);
  } catch (e) {
    except(e, KeyError);
    print("KeyError", str(e), log);
  }
  log = [];
  async function main3() {
    const loop = getRunningLoop();
    const app = (x: string) => {
      log.push(x);
    };
    loop.callSoon(app, "soon");
    loop.callLater(10, app, "timer");
    loop.callLater(0, app, "zero");
  }
  await run(main3);
  print(log);
  log = [];
  async function main4() {
    const f = getRunningLoop().createFuture();
    async function waiter() {
      try {
        await f;
      } catch (e) {
        except(e, CancelledError);
        log.push(tuple("waiter", f.cancelled()));
        throw e;
      }
    }
    const t = ensureFuture(waiter);
    await sleep(0);
    return [t];
  }
  const [t] = await run(main4);
  print(log, t.cancelled(), t.done());
  log = [];
  async function main5() {
    const t = ensureFuture(() => stubborn("cb"));
    t.addDoneCallback((t) => log.push(tuple("done cb", t.result())));
    currentTask()!.addDoneCallback(() => log.push("main cb"));
    await sleep(0);
  }
  await run(main5);
  print(log);
  log = [];
  async function main6() {
    const me = currentTask()!;
    getRunningLoop().callSoon(() => me.cancel("from callback"));
    try {
      await sleep(1000);
    } catch (e) {
      except(e, CancelledError);
      return tuple("caught", args(e), me.cancelling());
    }
    return null;
  }
  print(await run(main6));
  async function main7() {
    currentTask()!.cancel("bye");
    await sleep(1000);
  }
  try {
    await run(main7);
  } catch (e) {
    except(e, CancelledError);
    print("CE", args(e));
  }
  async function main9() {
    const t = ensureFuture(() => stubborn("sh"));
    async function w() {
      try {
        await shield(t);
      } catch (e) {
        except(e, CancelledError);
        log.push("w cancelled");
        throw e;
      }
    }
    ensureFuture(w);
    await sleep(0);
    await sleep(0);
  }
  await run(main9);
  print(sorted(log as string[]));
  log = [];
  async function main10() {
    getRunningLoop().stop();
    await sleep(0);
    return 1;
  }
  try {
    print(await run(main10));
  } catch (e) {
    except(e, RuntimeError);
    print(str(e));
  }
  const lock = new Lock();
  async function main11() {
    async function hold() {
      using _ = await lock.acquire();
      await sleep(1000);
    }
    async function want() {
      using _ = await lock.acquire();
      log.push("got");
    }
    ensureFuture(hold);
    ensureFuture(want);
    await sleep(10);
  }
  await run(main11);
  print(log, lock.locked());
}
