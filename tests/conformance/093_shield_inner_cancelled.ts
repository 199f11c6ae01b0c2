import {
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  run,
  shield,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function inner() {
    await sleep(10_000);
  }

  async function main() {
    const t = createTask(inner);
    const s = shield(t);
    await sleep(0);
    t.cancel();
    try {
      await s;
    } catch (e) {
      except(e, CancelledError);
      print(
        "CancelledError; s cancelled",
        s.cancelled(),
        "main cancelling",
        currentTask()!.cancelling(),
      );
    }
  }

  await run(main);
}
