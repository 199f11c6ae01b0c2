import {
  busyWait,
  CancelledError,
  createTask,
  currentTask,
  except,
  getRunningLoop,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w(log: string[]) {
    try {
      await sleep(20);
      log.push("slept");
    } catch (e) {
      except(e, CancelledError);
      log.push("cancelled");
    }
    const task = currentTask()!;
    task.cancel();
    try {
      await sleep(0);
      log.push("second cancel was lost");
    } catch (e) {
      except(e, CancelledError);
      log.push("cancelled again");
    }
    return task.cancelling();
  }

  async function main() {
    const loop = getRunningLoop();
    const when = loop.time() + 20;
    const log: string[] = [];
    loop.callAt(when - 1, () => void t.cancel());
    const t = createTask(() => w(log));
    loop.callAt(
      when + 20,
      () => void loop.callSoon((x) => void log.push(x), "soon"),
    );
    await sleep(0);
    loop.callSoon(busyWait, 60);
    print(await t, log);
    await sleep(20);
    print(log);
  }

  await run(main);
}
