// deno-lint-ignore-file require-await
import {
  createTask,
  except,
  print,
  run,
  shield,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function ok() {
    return "ok";
  }

  async function bad() {
    throw new ValueError("bad");
  }

  async function main() {
    print(await shield(ok));
    try {
      await shield(bad);
    } catch (e) {
      except(e, ValueError);
      print("ValueError", e);
    }
    const t = createTask(ok);
    await t;
    print("same object when done:", shield(t) === t);
    const u = createTask(ok);
    const s = shield(u);
    print("same object when pending:", s === u);
    print(await s);
  }

  await run(main);
}
