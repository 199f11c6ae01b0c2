import { asCompleted, createTask, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function w(name: string, delay: number) {
    await sleep(delay);
    return name;
  }

  async function main() {
    const ts = [
      createTask(() => w("slow", 100)),
      createTask(() => w("fast", 20)),
      createTask(() => w("mid", 60)),
    ];
    for (const c of asCompleted(ts)) {
      print(await c);
    }
  }

  await run(main);
}
