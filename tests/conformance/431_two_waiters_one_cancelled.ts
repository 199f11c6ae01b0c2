import {
  CancelledError,
  createTask,
  currentTask,
  except,
  type Future,
  getRunningLoop,
  print,
  run,
  shield,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function direct(name: string, f: Future<string>) {
    try {
      print(name, await f);
    } catch (e) {
      except(e, CancelledError);
      print(name, "CancelledError", currentTask()!.cancelling());
    }
  }

  async function shielded(name: string, f: Future<string>) {
    try {
      print(name, await shield(f));
    } catch (e) {
      except(e, CancelledError);
      print(name, "CancelledError", currentTask()!.cancelling());
    }
  }

  async function main() {
    const loop = getRunningLoop();
    for (const how of [direct, shielded]) {
      const f = loop.createFuture<string>();
      const a = createTask(() => how("a", f));
      const b = createTask(() => how("b", f));
      await sleep(0);
      a.cancel();
      await sleep(0);
      print("future cancelled", f.cancelled());
      if (!f.done()) {
        f.setResult("value");
      }
      await wait([a, b]);
    }
  }

  await run(main);
}
