// deno-lint-ignore-file require-await
import {
  createTask,
  eagerTaskFactory,
  except,
  getRunningLoop,
  print,
  run,
  str,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad() {
    print("bad runs");
    throw new ValueError("eager");
  }

  async function main() {
    getRunningLoop().setTaskFactory(eagerTaskFactory);
    const t = createTask(() => bad());
    // JavaScript: what an eager task did shows one microtask later.
    await null;
    print("done", t.done());
    try {
      await t;
    } catch (e) {
      except(e, ValueError);
      print("ValueError", str(e));
    }
  }

  await run(main);
}
