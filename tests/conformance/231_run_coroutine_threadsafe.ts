// deno-lint-ignore-file require-await
import {
  type EventLoop,
  except,
  getRunningLoop,
  print,
  run,
  runCoroutineThreadsafe,
  sleep,
  str,
  ValueError,
  wrapFuture,
} from "./_python.ts";

export default async function program() {
  async function add(a: number, b: number) {
    await sleep(0);
    return a + b;
  }

  async function bad() {
    throw new ValueError("bad");
  }

  async function worker(loop: EventLoop) {
    const f = runCoroutineThreadsafe(() => add(1, 2), loop);
    const out: unknown[] = [await f];
    const g = runCoroutineThreadsafe(() => bad(), loop);
    try {
      await g;
    } catch (e) {
      except(e, ValueError);
      out.push("ValueError " + str(e));
    }
    return out;
  }

  // A loop cannot cross to a Worker: what is outside of the loop here is the
  // host, whose callback runs the worker function.
  function inHost<T>(fn: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      setTimeout(() => fn().then(resolve, reject));
    });
  }

  async function main() {
    const loop = getRunningLoop();
    print(await wrapFuture(inHost(() => worker(loop))));
  }

  await run(main);
}
