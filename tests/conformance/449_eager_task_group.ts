// deno-lint-ignore-file require-await
import {
  currentTask,
  eagerTaskFactory,
  getRunningLoop,
  print,
  run,
  sleep,
  type TaskGroup,
  taskGroup,
} from "./_python.ts";

export default async function program() {
  async function quick(name: string) {
    print(name, "quick");
    return name;
  }

  async function slow(name: string, tg: TaskGroup | null) {
    print(name, "begins");
    await sleep(20);
    if (tg !== null) {
      tg.createTask(() => slow(name + " child", null));
      print(name, "has a child");
    }
    print(name, "ends");
  }

  async function main() {
    getRunningLoop().setTaskFactory(eagerTaskFactory);
    const [a, c] = await taskGroup(async (tg) => {
      const a = tg.createTask(() => quick("a"));
      tg.createTask(() => slow("b", tg));
      const c = tg.createTask(() => quick("c"));
      print("body ends");
      return [a, c];
    });
    print("left", a.result(), c.result(), currentTask()!.cancelling());
  }

  await run(main);
}
