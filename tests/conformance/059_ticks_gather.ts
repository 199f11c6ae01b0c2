import { createTask, gather, print, range, run, sleep } from "./_python.ts";

export default async function program() {
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function w(name: string, steps: number) {
    for (const _ of range(steps)) {
      await sleep(0);
    }
    print(name, "ends");
    return name;
  }

  async function main() {
    const tk = createTask(() => ticker(7));
    print("gathered", await gather([() => w("a", 0), () => w("b", 2)]));
    await tk;
  }

  await run(main);
}
