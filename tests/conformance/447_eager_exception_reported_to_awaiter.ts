// deno-lint-ignore-file require-await
import {
  CancelledError,
  createTask,
  eagerTaskFactory,
  except,
  gather,
  getRunningLoop,
  print,
  run,
  sleep,
  str,
  TimeoutError,
  ValueError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function bad(name: string) {
    throw new ValueError(name);
  }

  async function slow() {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("slow cancelled");
      throw e;
    }
  }

  async function main() {
    getRunningLoop().setTaskFactory(eagerTaskFactory);
    const r = await gather(
      [() => bad("a"), () => sleep(0, "ok"), () => bad("b")],
      { returnExceptions: true },
    );
    print(r.map((x) => str(x)));
    try {
      await gather([() => sleep(20), () => bad("first")]);
    } catch (e) {
      except(e, ValueError);
      print("gather", str(e));
    }
    const s = createTask(() => slow());
    try {
      await waitFor(gather([s, () => sleep(60)]), 20);
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError", s.cancelled());
    }
  }

  await run(main);
}
