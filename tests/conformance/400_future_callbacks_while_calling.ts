import {
  createTask,
  type Future,
  getRunningLoop,
  print,
  range,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function main() {
    const f = getRunningLoop().createFuture<null>();

    function second(_fut: Future<null>) {
      print("second");
    }

    function late(_fut: Future<null>) {
      print("late");
    }

    function first(fut: Future<null>) {
      print("first, removed", fut.removeDoneCallback(second));
      fut.addDoneCallback(late);
    }

    f.addDoneCallback(first);
    f.addDoneCallback(second);
    const tk = createTask(() => ticker(3));
    f.setResult(null);
    await tk;
  }

  await run(main);
}
