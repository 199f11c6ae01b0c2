// deno-lint-ignore-file require-await
import { createTask, print, run } from "./_python.ts";

export default async function program() {
  async function bg() {
    print("must not print");
  }

  async function main() {
    const t = createTask(bg);
    t.addDoneCallback((t) => print("done callback, cancelled:", t.cancelled()));
    print("main returns at once");
  }

  await run(main);
  print("end");
}
