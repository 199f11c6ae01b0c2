import {
  allTasks,
  createTask,
  currentTask,
  print,
  run,
  sleep,
  sorted,
} from "./_python.ts";

export default async function program() {
  async function f() {
    await sleep(0);
  }

  function names() {
    return sorted([...allTasks()].map((t) => t.getName()));
  }

  async function main() {
    currentTask()!.setName("m");
    print(names());
    const a = createTask(f, { name: "a" });
    const b = createTask(f, { name: "b" });
    print(names());
    await a;
    print(names());
    await b;
    print(names());
    const c = createTask(f, { name: "c" });
    c.cancel();
    print(names());
    await sleep(0);
    print(names(), c.cancelled());
  }

  await run(main);
}
