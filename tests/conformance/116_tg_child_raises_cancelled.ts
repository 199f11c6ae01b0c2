// deno-lint-ignore-file require-await
import { CancelledError, print, run, taskGroup } from "./_python.ts";

export default async function program() {
  async function w() {
    throw new CancelledError();
  }

  async function main() {
    // Boxed: an async function that hands out a task hands out its value.
    const { t } = await taskGroup(async (tg) => {
      const t = tg.createTask(() => w());
      return { t };
    });
    print("cancelled", t.cancelled());
  }

  await run(main);
}
