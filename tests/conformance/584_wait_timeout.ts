import { createTask, print, run, sleep, wait } from "./_python.ts";

export default async function program() {
  async function w(name: string, delay: number) {
    await sleep(delay);
    return name;
  }

  async function main() {
    const ts = ([["a", 20], ["b", 60], ["c", 100]] as const).map(([n, d]) =>
      createTask(() => w(n, d))
    );
    let { done, pending } = await wait(ts, { timeout: 0 });
    print(done.size, pending.size);
    for (const limit of [40, 40, null]) {
      ({ done, pending } = await wait(ts, { timeout: limit }));
      print(ts.filter((t) => done.has(t)).map((t) => t.result()), pending.size);
    }
  }

  await run(main);
}
