import { getRunningLoop, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const t0 = loop.time();
    const h = loop.callAt(t0 + 5000, print, "never");
    print("exact:", h.when() === t0 + 5000);
    const k = loop.callLater(2000, print, "never");
    print("about 2s:", t0 + 2000 <= k.when() && k.when() < t0 + 3000);
    h.cancel();
    k.cancel();
    const t1 = loop.time();
    await sleep(40);
    print("slept long enough:", loop.time() - t1 >= 39.8);
  }

  await run(main);
}
