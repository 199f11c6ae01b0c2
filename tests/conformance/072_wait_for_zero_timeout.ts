// deno-lint-ignore-file require-await
import {
  createTask,
  except,
  print,
  run,
  TimeoutError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function f() {
    print("must not start");
  }

  async function quick() {
    return "done already";
  }

  async function main() {
    const t = createTask(quick);
    await t;
    print(await waitFor(t, 0));
    try {
      await waitFor(f, 0);
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError 0");
    }
    const u = createTask(f);
    try {
      await waitFor(u, -1000);
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError -1, cancelled", u.cancelled());
    }
  }

  await run(main);
}
