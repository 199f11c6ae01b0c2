// deno-lint-ignore-file require-await
import {
  except,
  ExceptionGroup,
  print,
  run,
  sleep,
  str,
  taskGroup,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad(name: string) {
    await sleep(0);
    throw new ValueError(name);
  }

  async function main() {
    try {
      await taskGroup(async (tg) => {
        tg.createTask(() => bad("a"));
        tg.createTask(() => bad("b"));
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(eg.errors.map((e) => str(e)));
    }
  }

  await run(main);
}
