import {
  CancelledError,
  currentTask,
  except,
  print,
  run,
  sleep,
  taskGroup,
} from "./_python.ts";

export default async function program() {
  async function child(name: string) {
    try {
      await sleep(10_000);
    } finally {
      print(name, "ends");
    }
  }

  async function main() {
    const task = currentTask()!;
    try {
      await taskGroup(async (tg) => {
        const a = tg.createTask(() => child("a"));
        tg.createTask(() => child("b"));
        await sleep(0);
        a.cancel();
        await a;
      });
    } catch (e) {
      except(e, CancelledError);
      print("CancelledError", task.cancelling());
    }
    await sleep(0);
    print("main goes on");
  }

  await run(main);
}
