import {
  createTask,
  currentTask,
  eagerTaskFactory,
  getRunningLoop,
  print,
  run,
  sleep,
  type Task,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, creator: Task<unknown>) {
    const me = currentTask()!;
    print(name, "in the creator's task:", me === creator);
    if (name === "outer") {
      const t = createTask(() => w("inner", me));
      print(
        "outer is current again:",
        currentTask() === me,
        "inner is not:",
        t !== me,
      );
      await t;
    }
    await sleep(0);
    print(name, "still current:", currentTask() === me);
  }

  async function main() {
    const me = currentTask()!;
    getRunningLoop().setTaskFactory(eagerTaskFactory);
    const t = createTask(() => w("outer", me));
    print("main is current again:", currentTask() === me);
    await t;
    print("main still current:", currentTask() === me);
  }

  await run(main);
}
