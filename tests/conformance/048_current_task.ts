import {
  createTask,
  currentTask,
  getRunningLoop,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function child() {
    print("child", currentTask()!.getName());
    await sleep(0);
    print("child", currentTask()!.getName());
  }

  function callback() {
    print("callback", currentTask());
  }

  async function main() {
    const me = currentTask()!;
    me.setName("main");
    const t = createTask(child, { name: "child" });
    getRunningLoop().callSoon(callback);
    print("main", currentTask()!.getName());
    await sleep(0);
    print("main same:", currentTask() === me);
    await t;
    print("main same:", currentTask() === me);
  }

  await run(main);
}
