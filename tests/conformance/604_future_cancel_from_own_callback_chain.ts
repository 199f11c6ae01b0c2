import {
  CancelledError,
  currentTask,
  except,
  type Future,
  getRunningLoop,
  print,
  range,
  run,
  sleep,
  str,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const fs = range(4).map((_) => loop.createFuture<string>());
    const log: string[] = [];

    function link(i: number) {
      function cancelNext(_fut: Future<string>) {
        log.push(`${i} ${str(fs[(i + 1) % 4].cancel())}`);
      }

      return cancelNext;
    }

    for (const i of range(4)) {
      fs[i].addDoneCallback(link(i));
    }
    print(fs[0].cancel(), fs.map((f) => f.cancelled()));
    for (const _ of range(4)) {
      await sleep(0);
      print(log, fs.map((f) => f.cancelled()));
    }
    try {
      await fs[3];
    } catch (e) {
      except(e, CancelledError);
      print("CancelledError", currentTask()!.cancelling());
    }
  }

  await run(main);
}
