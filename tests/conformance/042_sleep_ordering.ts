import { createTask, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function w(name: string, delay: number) {
    await sleep(delay);
    print(name);
  }

  async function main() {
    const specs: [string, number][] = [
      ["e1", 80],
      ["l", 120],
      ["e2", 80],
      ["s", 40],
      ["e3", 80],
    ];
    const ts = specs.map(([name, d]) => createTask(() => w(name, d)));
    for (const t of ts) {
      await t;
    }
  }

  await run(main);
}
