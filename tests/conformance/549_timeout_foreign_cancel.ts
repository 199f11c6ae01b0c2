import {
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  run,
  sleep,
  str,
  type Timeout,
  timeout,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(log: string[]) {
    let cm!: Timeout;
    try {
      await timeout(100, async (scope) => {
        cm = scope;
        log.push("in");
        await sleep(10_000);
      });
    } catch (e) {
      except(e, CancelledError);
      log.push(
        `CancelledError ${str(e)} ${str(cm.expired())} ${
          currentTask()!.cancelling()
        }`,
      );
      throw e;
    }
  }

  async function main() {
    const log: string[] = [];
    const t = createTask(() => w(log));
    await sleep(20);
    t.cancel("foreign");
    await wait([t]);
    print(log, t.cancelled(), t.cancelling());
  }

  await run(main);
}
