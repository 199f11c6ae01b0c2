import { getRunningLoop, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const now = loop.time();
    const log: string[] = [];
    for (const k of [4, 1, 3, 0, 2]) {
      loop.callAt(now + (k * 20), () => log.push(`at ${k}`));
    }
    loop.callAt(now - 1000, () => log.push("past"));
    loop.callSoon(() => log.push("soon"));
    print(log);
    await sleep(0);
    print(log);
    await sleep(0);
    await sleep(120);
    print(log);
  }

  await run(main);
}
