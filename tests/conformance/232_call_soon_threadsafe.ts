import { getRunningLoop, print, run } from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const fut = loop.createFuture<string>();

    function worker() {
      loop.callSoonThreadsafe(() => fut.setResult("from thread"));
    }

    const t0 = loop.time();
    loop.callLater(10_000, print, "never");
    // A loop cannot cross to a Worker: the host calls from outside of it.
    setTimeout(worker);
    print(await fut);
    print("quickly:", loop.time() - t0 < 1000);
  }

  await run(main);
}
