// deno-lint-ignore-file require-await
import {
  createTask,
  getRunningLoop,
  print,
  range,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function other() {
    print("other runs");
  }

  async function main() {
    const f = getRunningLoop().createFuture<number>();
    f.setResult(1);
    const t = createTask(() => other());
    let n = 0;
    for (const _ of range(50)) {
      n += await f;
    }
    print("sum", n, "other done", t.done());
    const d = createTask(() => sleep(0, 2));
    print("task", await d);
    const u = createTask(() => other());
    print(await d + await d + await d, "other done", u.done());
    await u;
  }

  await run(main);
}
