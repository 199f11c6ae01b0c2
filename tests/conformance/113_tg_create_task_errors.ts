// deno-lint-ignore-file require-await
import {
  CancelledError,
  except,
  ExceptionGroup,
  print,
  run,
  RuntimeError,
  sleep,
  str,
  type TaskGroup,
  taskGroup,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function f() {
    print("must not run");
  }

  async function bad() {
    throw new ValueError("x");
  }

  function show(e: RuntimeError) {
    const s = str(e);
    return "..." + s.slice(s.indexOf(">") + 1);
  }

  async function main() {
    // A group exists only inside its block: it cannot be used before it is
    // entered, nor entered twice.
    let tg!: TaskGroup;
    await taskGroup(async (group) => {
      tg = group;
    });
    try {
      tg.createTask(() => f());
    } catch (e) {
      except(e, RuntimeError);
      print(show(e));
    }
    try {
      await taskGroup(async (tg2) => {
        tg2.createTask(() => bad());
        try {
          await sleep(10_000);
        } catch (e) {
          except(e, CancelledError);
          try {
            tg2.createTask(() => f());
          } catch (e) {
            except(e, RuntimeError);
            print(show(e));
          }
          throw e;
        }
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(eg.errors.length);
    }
  }

  await run(main);
}
