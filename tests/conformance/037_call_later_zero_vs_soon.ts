import { getRunningLoop, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    loop.callLater(0, print, "later 0");
    loop.callSoon(print, "soon 1");
    loop.callAt(loop.time() - 5000, print, "past call_at");
    loop.callSoon(print, "soon 2");
    print("main yields");
    await sleep(0);
    print("main back");
    await sleep(0);
    print("main end");
  }

  await run(main);
}
