// deno-lint-ignore-file require-await
import {
  args,
  CancelledError,
  createTask,
  except,
  print,
  run,
  sleep,
  typeName,
} from "./_python.ts";

export default async function program() {
  class Stop extends CancelledError {
    override name = "Stop";
  }

  async function plain() {
    throw new CancelledError("by hand");
  }

  async function sub() {
    await sleep(0);
    throw new Stop("subclass");
  }

  async function main() {
    for (const f of [plain, sub]) {
      const t = createTask(() => f());
      try {
        await t;
      } catch (e) {
        except(e, CancelledError);
        print(typeName(e), args(e));
      }
      print(t.cancelled(), t.cancelling());
      try {
        t.exception();
      } catch (e) {
        except(e, CancelledError);
        print("exception() raises");
      }
    }
  }

  await run(main);
}
