import {
  type Future,
  getRunningLoop,
  print,
  run,
  sleep,
  str,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const f = loop.createFuture<string>();
    const log: string[] = [];

    function third(_fut: Future<string>) {
      log.push("third");
    }

    function first(fut: Future<string>) {
      log.push(`first ${str(fut.cancel())} ${fut.removeDoneCallback(third)}`);
      fut.addDoneCallback(third);
      log.push(`removed ${fut.removeDoneCallback(third)}`);
    }

    function second(fut: Future<string>) {
      log.push("second");
      fut.addDoneCallback(secondAgain);
    }

    function secondAgain(_fut: Future<string>) {
      log.push("second again");
    }

    for (const cb of [first, second, third, first]) {
      f.addDoneCallback(cb);
    }
    print(f.removeDoneCallback(secondAgain), f.removeDoneCallback(first));
    f.addDoneCallback(first);
    f.setResult("value");
    await sleep(0);
    print(log);
    await sleep(0);
    print(log);
  }

  await run(main);
}
