// deno-lint-ignore-file require-await
import { createTask, getRunningLoop, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function quick() {
    return "q";
  }

  async function other() {
    print("other runs");
  }

  async function main() {
    const loop = getRunningLoop();
    const fut = loop.createFuture<string>();
    fut.setResult("f");
    const done = createTask(quick);
    await done;
    const t = createTask(other);
    print(await fut);
    print(await done);
    print(await fut);
    print("other done:", t.done());
    await sleep(0);
    print("other done:", t.done());
  }

  await run(main);
}
