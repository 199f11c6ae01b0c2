import {
  currentTask,
  print,
  run,
  sleep,
  type Timeout,
  timeout,
} from "./_python.ts";

export default async function program() {
  async function main() {
    let cm!: Timeout;
    await timeout(60, async (scope) => {
      cm = scope;
      await sleep(20);
      print("body done");
    });
    print("expired", cm.expired());
    await sleep(80);
    print("nothing happened later, cancelling", currentTask()!.cancelling());
    await timeout(null, async (scope) => {
      cm = scope;
      await sleep(20);
    });
    print("None:", cm.when(), cm.expired());
  }

  await run(main);
}
