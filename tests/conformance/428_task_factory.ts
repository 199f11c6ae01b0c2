// deno-lint-ignore-file require-await
import {
  createTask,
  except,
  gather,
  getRunningLoop,
  isinstance,
  print,
  run,
  sleep,
  Task,
  type TaskFactory,
  taskGroup,
} from "./_python.ts";

export default async function program() {
  async function w(n: number) {
    await sleep(0);
    return n;
  }

  async function main() {
    const loop = getRunningLoop();
    const made: unknown[] = [];

    const factory: TaskFactory = (loop, coro, options) => {
      const task = new Task(coro, { ...options, loop });
      made.push(task);
      return task;
    };

    print(loop.getTaskFactory());
    loop.setTaskFactory(factory);
    print(loop.getTaskFactory() === factory);
    const t = createTask(() => w(1), { name: "one" });
    print(made[0] === t, t.getName());
    print(await gather([t, () => w(2), () => w(3)]), made.length);
    await taskGroup(async (tg) => {
      tg.createTask(() => w(4));
    });
    print(made.length, made.every((x) => isinstance(x, Task)));
    loop.setTaskFactory(null);
    print(await createTask(() => w(5)), made.length);
    try {
      loop.setTaskFactory(42 as unknown as TaskFactory);
    } catch (e) {
      except(e, TypeError);
      print("TypeError");
    }
  }

  await run(main);
}
