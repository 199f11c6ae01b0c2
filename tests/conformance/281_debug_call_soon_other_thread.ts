import {
  except,
  getRunningLoop,
  print,
  run,
  RuntimeError,
  str,
  wrapFuture,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const out: string[] = [];

    function worker() {
      try {
        loop.callSoon(print, "called");
      } catch (e) {
        except(e, RuntimeError);
        out.push(str(e));
      }
    }

    // A loop cannot cross to a Worker: the host calls from outside of it.
    const t = new Promise<void>((resolve) => {
      setTimeout(() => resolve(worker()));
    });
    await wrapFuture(t);
    print(out);
  }

  await run(main, { debug: true });
}
