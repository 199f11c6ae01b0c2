import { createTask, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function w(name: string) {
    print(name, "starts");
    await sleep(0);
    print(name, "ends");
  }

  async function main() {
    const a = createTask(() => w("lazy"));
    const b = createTask(() => w("eager"), { eagerStart: true });
    print("created");
    await a;
    await b;
  }

  await run(main);
}
