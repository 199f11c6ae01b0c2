// deno-lint-ignore-file require-await
import {
  except,
  ExceptionGroup,
  print,
  run,
  sleep,
  taskGroup,
  timeout,
  typeName,
} from "./_python.ts";

export default async function program() {
  async function w() {
    await timeout(20, async () => {
      await sleep(10_000);
    });
  }

  async function main() {
    try {
      await taskGroup(async (tg) => {
        tg.createTask(w);
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(typeName(eg), eg.message, eg.errors.map((e) => typeName(e)));
    }
  }

  await run(main);
}
