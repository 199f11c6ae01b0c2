import {
  args,
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  run,
  sleep,
  taskGroup,
} from "./_python.ts";

export default async function program() {
  async function w() {
    try {
      await sleep(10_000);
    } finally {
      print("child finally");
    }
  }

  async function parent() {
    await taskGroup(async (tg) => {
      tg.createTask(() => w());
      await sleep(0);
      currentTask()!.cancel("self");
      await sleep(0);
    });
  }

  async function main() {
    const t = createTask(() => parent());
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      const { items } = args(e);
      print("CancelledError", items.length > 0 ? items[0] : null);
    }
  }

  await run(main);
}
