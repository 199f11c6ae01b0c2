// deno-lint-ignore-file require-await
import { CancelledError, createTask, except, print, run } from "./_python.ts";

export default async function program() {
  async function w() {
    print("must not run");
  }

  async function main() {
    const t = createTask(() => w());
    print("cancel", t.cancel(), "done", t.done());
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      print("cancelled", t.cancelled());
    }
  }

  await run(main);
}
