import {
  CancelledError,
  createTask,
  except,
  print,
  run,
  sleep,
  str,
  typeName,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function w() {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      throw new ValueError("instead");
    }
  }

  async function main() {
    const t = createTask(() => w());
    await sleep(0);
    t.cancel();
    try {
      await t;
    } catch (e) {
      except(e, ValueError);
      print("ValueError", str(e));
    }
    print("cancelled", t.cancelled(), "exception", typeName(t.exception()));
  }

  await run(main);
}
