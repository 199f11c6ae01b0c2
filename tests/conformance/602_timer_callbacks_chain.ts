// deno-lint-ignore-file require-await
import { getRunningLoop, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function w(n: number, log: string[]) {
    log.push(`task ${n}`);
  }

  async function main() {
    const loop = getRunningLoop();
    const log: string[] = [];
    const finished = loop.createFuture<number>();

    function beat(n: number) {
      log.push(`beat ${n}`);
      loop.createTask(() => w(n, log));
      if (n < 3) {
        loop.callLater(20, beat, n + 1);
      } else {
        finished.setResult(n);
      }
    }

    loop.callLater(20, beat, 0);
    print(await finished, log);
    await sleep(0);
    print(log);
  }

  await run(main);
}
