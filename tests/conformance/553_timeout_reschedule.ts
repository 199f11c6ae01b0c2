import {
  except,
  getRunningLoop,
  print,
  run,
  sleep,
  type Timeout,
  timeout,
  TimeoutError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    let cm!: Timeout;
    const loop = getRunningLoop();
    const start = loop.time();
    await timeout(20, async (scope) => {
      cm = scope;
      cm.reschedule(start + 100);
      await sleep(40);
      cm.reschedule(null);
      print("never", cm.when());
      await sleep(100);
      print("expired", cm.expired());
    });
    try {
      await timeout(null, async (scope) => {
        cm = scope;
        cm.reschedule(loop.time() + 1000);
        cm.reschedule(loop.time() + 20);
        await sleep(10_000);
      });
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError", cm.expired());
    }
  }

  await run(main);
}
