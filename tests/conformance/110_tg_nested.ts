// deno-lint-ignore-file require-await
import {
  CancelledError,
  except,
  ExceptionGroup,
  print,
  run,
  sleep,
  str,
  taskGroup,
  typeName,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad() {
    await sleep(20);
    throw new ValueError("deep");
  }

  async function outerChild() {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("outer child cancelled");
      throw e;
    }
  }

  async function innerGroup() {
    await taskGroup(async (tg) => {
      tg.createTask(() => bad());
    });
  }

  async function main() {
    try {
      await taskGroup(async (tg) => {
        tg.createTask(() => outerChild());
        tg.createTask(() => innerGroup());
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      const inner = eg.errors[0];
      print(
        eg.errors.length,
        typeName(inner),
        inner.errors.length,
        str(inner.errors[0]),
      );
    }
  }

  await run(main);
}
