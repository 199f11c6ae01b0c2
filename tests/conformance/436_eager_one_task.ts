import {
  createTask,
  getRunningLoop,
  print,
  run,
  sleep,
  Task,
} from "./_python.ts";

export default async function program() {
  async function w(name: string) {
    print(name, "begins");
    await sleep(0);
    print(name, "ends");
    return name;
  }

  async function main() {
    const loop = getRunningLoop();
    const lazy = createTask(() => w("lazy"));
    const eager = new Task(() => w("eager"), { loop, eagerStart: true });
    const last = createTask(() => w("last"));
    print("created");
    print(await eager, await lazy, await last);
  }

  await run(main);
}
