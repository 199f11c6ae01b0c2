import { createTask, print, range, run, sleep, waitFor } from "./_python.ts";

export default async function program() {
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function f(name: string) {
    await sleep(0);
    print(name, "ends");
    return name;
  }

  async function main() {
    const tk = createTask(() => ticker(6));
    print(await waitFor(() => f("coro"), 1000));
    print(await waitFor(createTask(() => f("task")), 1000));
    await tk;
  }

  await run(main);
}
