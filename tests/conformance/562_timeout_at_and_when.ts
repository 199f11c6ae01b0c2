import {
  except,
  gather,
  getRunningLoop,
  print,
  run,
  sleep,
  type Timeout,
  timeoutAt,
  TimeoutError,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, when: number | null) {
    let cm!: Timeout;
    try {
      await timeoutAt(when, async (scope) => {
        cm = scope;
        print(name, cm.when() === null, cm.when() === when);
        await sleep(40);
      });
      print(name, "in time", cm.expired());
    } catch (e) {
      except(e, TimeoutError);
      print(name, "TimeoutError", cm.expired());
    }
  }

  async function main() {
    const now = getRunningLoop().time();
    await w("never", null);
    await w("past", now);
    const deadline = getRunningLoop().time() + 20;
    await gather([() => w("a", deadline), () => w("b", deadline + 100)]);
  }

  await run(main);
}
