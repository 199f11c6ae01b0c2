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

  async function f(name: string, steps: number) {
    for (const _ of range(steps)) {
      await sleep(0);
    }
    print(name, "ends");
  }

  async function main() {
    const tk = createTask(() => ticker(8));
    await taskGroup(async (tg) => {
      tg.createTask(() => f("a", 0));
      tg.createTask(() => f("b", 2));
    });
    print("group left");
    await taskGroup(async () => {});
    print("empty group left");
    try {
      await taskGroup(async (tg) => {
        tg.createTask(() => f("c", 5));
        throw new ValueError("x");
      });
    } catch (e) {
      except(e, ExceptionGroup);
      print("failed group left");
    }
    await tk;
  }

  await run(main);
}
