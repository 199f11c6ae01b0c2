import {
  allTasks,
  createTask,
  currentTask,
  eagerTaskFactory,
  getRunningLoop,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w() {
    const me = currentTask()!;
    print("in the eager step", allTasks().size, allTasks().has(me));
    await sleep(0);
    print("later", allTasks().size, allTasks().has(me));
  }

  async function main() {
    getRunningLoop().setTaskFactory(eagerTaskFactory);
    const t = createTask(() => w());
    print("created", allTasks().size, allTasks().has(t));
    await t;
    print("after", allTasks().size, allTasks().has(t));
  }

  await run(main);
}
