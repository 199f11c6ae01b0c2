import { gather, print, range, run, sleep } from "./_python.ts";

export default async function program() {
  async function deep(n: number): Promise<number> {
    if (n === 0) {
      await sleep(0);
      return 0;
    }
    return 1 + await deep(n - 1);
  }

  async function flat() {
    await sleep(0);
    return 0;
  }

  async function w(name: string, depth: number) {
    for (const i of range(3)) {
      const r = depth ? await deep(depth) : await flat();
      print(name, i, r);
    }
  }

  async function main() {
    await gather([
      () => w("deep", 30),
      () => w("flat", 0),
      () => w("middle", 5),
    ]);
  }

  await run(main);
}
