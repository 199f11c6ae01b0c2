import { asCompleted, createTask, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function w(name: string, delay: number) {
    await sleep(delay);
    return name;
  }

  async function main() {
    const a = createTask(() => w("a", 60));
    const b = createTask(() => w("b", 20));
    for await (const t of asCompleted([a, b])) {
      print(t === a, t === b, t.done(), await t);
    }
  }

  await run(main);
}
