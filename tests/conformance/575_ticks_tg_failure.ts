// deno-lint-ignore-file require-await
import {
  createTask,
  except,
  ExceptionGroup,
  print,
  range,
  run,
  sleep,
  taskGroup,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function bad() {
    print("child fails");
    throw new ValueError("child");
  }

  async function sibling() {
    try {
      await sleep(10_000);
    } finally {
      print("sibling cancelled");
    }
  }

  async function main() {
    const tk = createTask(() => ticker(7));
    try {
      await taskGroup(async (tg) => {
        tg.createTask(sibling);
        tg.createTask(bad);
        try {
          await sleep(10_000);
        } finally {
          print("body cancelled");
        }
      });
    } catch (e) {
      except(e, ExceptionGroup);
      print("group");
    }
    await tk;
  }

  await run(main);
}
