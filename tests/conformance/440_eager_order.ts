import {
  createTask,
  eagerTaskFactory,
  gather,
  getRunningLoop,
  print,
  range,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, n: number) {
    print(name, "begins");
    for (const i of range(n)) {
      await sleep(0);
      print(name, i);
    }
    print(name, "ends");
    return name;
  }

  async function main() {
    const loop = getRunningLoop();
    const lazy = createTask(() => w("lazy", 1));
    loop.setTaskFactory(eagerTaskFactory);
    print("create");
    const a = createTask(() => w("a", 2));
    print("between");
    const b = createTask(() => w("b", 0));
    print("created");
    print(await gather([a, b, lazy]));
  }

  await run(main);
}
