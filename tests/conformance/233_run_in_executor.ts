import {
  busyWait,
  CancelledError,
  except,
  getRunningLoop,
  isFuture,
  moduleFunction,
  print,
  range,
  run,
  sleep,
} from "./_python.ts";

// Outside of program, where a Worker finds it too. Workers share no list, so
// the log is a count in shared memory.
export function work(log: Int32Array) {
  busyWait(80);
  Atomics.add(log, 0, 1);
  return 1;
}

export default async function program() {
  const log = new Int32Array(new SharedArrayBuffer(4));
  const inThread = moduleFunction<typeof work>(import.meta.url, "work");

  async function main() {
    const loop = getRunningLoop();
    const f = loop.runInExecutor(null, inThread, log);
    print(isFuture(f), f.done());
    print(await f);
    const g = loop.runInExecutor(null, inThread, log);
    await sleep(20);
    print("cancel", g.cancel());
    try {
      await g;
    } catch (e) {
      except(e, CancelledError);
      print("CancelledError");
    }
  }

  await run(main);
  print(range(Atomics.load(log, 0)).map(() => "work finished"));
}
