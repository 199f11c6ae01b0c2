import {
  currentTask,
  except,
  ExceptionGroup,
  isinstance,
  print,
  repr,
  run,
  sleep,
  taskGroup,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad(message: string, delay: number) {
    await sleep(delay);
    throw new ValueError(message);
  }

  async function main() {
    try {
      await taskGroup(async (outer) => {
        outer.createTask(() => bad("outer", 0));
        await taskGroup(async (inner) => {
          inner.createTask(() => bad("inner", 0));
          await sleep(10_000);
        });
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      print(eg);
      for (const e of eg.errors) {
        print(isinstance(e, ExceptionGroup) ? repr(e.errors[0]) : repr(e));
      }
    }
    print(currentTask()!.cancelling());
    await sleep(0);
    print("no cancel is left");
  }

  await run(main);
}
