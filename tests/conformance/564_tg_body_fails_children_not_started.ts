// deno-lint-ignore-file require-await
import {
  except,
  ExceptionGroup,
  print,
  repr,
  run,
  type Task,
  taskGroup,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function child(name: string) {
    print(name, "runs");
  }

  async function main() {
    const ts: Task<void>[] = [];
    try {
      await taskGroup(async (tg) => {
        for (const n of ["a", "b"]) {
          ts.push(tg.createTask(() => child(n)));
        }
        throw new ValueError("body");
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(eg, repr(eg.errors[0]));
    }
    print(ts.map((t) => t.cancelled()));
  }

  await run(main);
}
