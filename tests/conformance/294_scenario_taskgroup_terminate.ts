// deno-lint-ignore-file require-await
import {
  CancelledError,
  except,
  Exception,
  ExceptionGroup,
  print,
  run,
  sleep,
  taskGroup,
} from "./_python.ts";

export default async function program() {
  class Terminate extends Exception {
    override name = "Terminate";
  }

  async function force() {
    throw new Terminate();
  }

  async function job(name: string, delay: number) {
    print(name, "start");
    try {
      await sleep(delay);
      print(name, "done");
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled");
      throw e;
    }
  }

  async function main() {
    try {
      await taskGroup(async (tg) => {
        tg.createTask(() => job("one", 20));
        tg.createTask(() => job("two", 5000));
        await sleep(100);
        tg.createTask(() => force());
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      const [, rest] = eg.split((e) => e instanceof Terminate);
      if (rest !== null) {
        throw rest;
      }
    }
    print("terminated");
  }

  await run(main);
}
