// deno-lint-ignore-file require-await
import {
  createTask,
  currentTask,
  ensureFuture,
  getRunningLoop,
  print,
  run,
  sleep,
  type Task,
} from "./_python.ts";

export default async function program() {
  async function w() {
    return currentTask()!.getName();
  }

  async function main() {
    const loop = getRunningLoop();
    const me = currentTask()!;
    me.setName("main");
    loop.callSoon(() => print("call_soon", currentTask()));
    loop.callLater(20, () => print("call_later", currentTask()));
    const t = createTask(() => w(), { name: "child" });
    t.addDoneCallback((x) => print("done callback", currentTask(), x.result()));
    await t;
    await sleep(40);
    print("main", currentTask() === me, currentTask(loop) === me);

    function starts() {
      const u = ensureFuture(() => w()) as Task<string>;
      u.setName("from a callback");
      u.addDoneCallback((x) => print(x.result()));
    }

    loop.callSoon(starts);
    await sleep(20);
  }

  await run(main);
}
