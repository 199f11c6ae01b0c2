// deno-lint-ignore-file no-unsafe-finally
import {
  createTask,
  except,
  print,
  run,
  sleep,
  str,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function raises() {
    try {
      await sleep(10_000);
    } finally {
      throw new ValueError("from finally");
    }
  }

  async function returns() {
    try {
      await sleep(10_000);
    } finally {
      return "from finally";
    }
  }

  async function main() {
    for (const f of [raises, returns]) {
      const t = createTask<string | void>(() => f());
      await sleep(0);
      t.cancel();
      try {
        print("result", await t);
      } catch (e) {
        except(e, ValueError);
        print("ValueError", str(e));
      }
      print(t.cancelled(), t.cancelling());
    }
  }

  await run(main);
}
