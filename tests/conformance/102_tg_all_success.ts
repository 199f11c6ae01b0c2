// deno-lint-ignore-file require-await
import { print, run, sleep, taskGroup } from "./_python.ts";

export default async function program() {
  async function w(name: string, delay: number) {
    await sleep(delay);
    print("end", name);
    return name;
  }

  async function main() {
    const [a, b] = await taskGroup(async (tg) => {
      const a = tg.createTask(() => w("a", 60));
      const b = tg.createTask(() => w("b", 20));
      print("body done");
      return [a, b];
    });
    print("after block", a.result(), b.result());
  }

  await run(main);
}
