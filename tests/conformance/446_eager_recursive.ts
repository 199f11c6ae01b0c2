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
  async function tree(name: string, depth: number) {
    print(" ".repeat(3 - depth) + name, "down");
    if (depth > 0) {
      const ts = range(2).map((i) =>
        createTask(() => tree(name + i, depth - 1))
      );
      await gather(ts);
    } else {
      await sleep(0);
    }
    print(" ".repeat(3 - depth) + name, "up");
  }

  async function main() {
    getRunningLoop().setTaskFactory(eagerTaskFactory);
    await createTask(() => tree("t", 2));
  }

  await run(main);
}
