// deno-lint-ignore-file require-await
import { print, run, sleep, type TaskGroup, taskGroup } from "./_python.ts";

export default async function program() {
  async function tree(tg: TaskGroup, n: number): Promise<void> {
    print("begin", n);
    await sleep(0);
    if (n > 1) {
      tg.createTask(() => tree(tg, Math.floor(n / 2)));
      tg.createTask(() => tree(tg, Math.floor(n / 4)));
    }
    print("end", n);
  }

  async function main() {
    await taskGroup(async (tg) => {
      tg.createTask(() => tree(tg, 4));
      print("body ends");
    });
    print("group ends");
  }

  await run(main);
}
