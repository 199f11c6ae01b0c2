// deno-lint-ignore-file require-await
import {
  except,
  print,
  run,
  RuntimeError,
  sleep,
  str,
  taskGroup,
} from "./_python.ts";

export default async function program() {
  async function late() {
    print("late ran");
  }

  async function main() {
    await taskGroup(async (group) => {
      const more = () => {
        try {
          group.createTask(late);
        } catch (e) {
          except(e, RuntimeError);
          print(str(e).split("> ").at(-1));
        }
      };
      group.createTask(() => sleep(0)).addDoneCallback(more);
      group.createTask(() => sleep(20)).addDoneCallback(more);
    });
  }

  await run(main);
}
