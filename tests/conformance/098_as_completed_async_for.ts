import {
  asCompleted,
  createTask,
  print,
  run,
  sleep,
  type Task,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, delay: number) {
    await sleep(delay);
    return name;
  }

  async function main() {
    const a = createTask(() => w("a", 60));
    const b = createTask(() => w("b", 20));
    for await (const each of asCompleted([a, b])) {
      // TypeScript takes what `for await` gives for awaited.
      const t = each as unknown as Task<string>;
      print(t === a, t === b, t.done(), await t);
    }
  }

  await run(main);
}
