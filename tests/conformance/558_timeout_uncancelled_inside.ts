import {
  CancelledError,
  currentTask,
  except,
  print,
  range,
  run,
  sleep,
  type Timeout,
  timeout,
} from "./_python.ts";

export default async function program() {
  async function main() {
    let cm!: Timeout;
    const log: string[] = [];
    await timeout(20, async (scope) => {
      cm = scope;
      for (const i of range(3)) {
        try {
          await sleep(40);
          log.push(`slept ${i}`);
        } catch (e) {
          except(e, CancelledError);
          log.push(`cancelled ${i} ${currentTask()!.cancelling()}`);
        }
      }
    });
    print(log, cm.expired(), currentTask()!.cancelling());
  }

  await run(main);
}
