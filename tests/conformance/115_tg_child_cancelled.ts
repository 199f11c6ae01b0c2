import { print, run, sleep, taskGroup } from "./_python.ts";

export default async function program() {
  async function w(name: string, delay: number) {
    await sleep(delay);
    print("end", name);
  }

  async function main() {
    const [a, b] = await taskGroup(async (tg) => {
      const a = tg.createTask(() => w("a", 10_000));
      const b = tg.createTask(() => w("b", 40));
      await sleep(0);
      a.cancel();
      return [a, b];
    });
    print("after: a cancelled", a.cancelled(), "b", b.done());
  }

  await run(main);
}
