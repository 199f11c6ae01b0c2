import {
  CancelledError,
  createTask,
  except,
  print,
  range,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w() {
    let n = 0;
    for (const i of range(3)) {
      try {
        await sleep(20);
        print("slept", i);
      } catch (e) {
        except(e, CancelledError);
        n += 1;
        print("CancelledError", n);
      }
    }
    return n;
  }

  async function main() {
    const t = createTask(() => w());
    await sleep(0);
    t.cancel();
    t.cancel();
    print(
      "errors",
      await t,
      "cancelling",
      t.cancelling(),
      "cancelled",
      t.cancelled(),
    );
  }

  await run(main);
}
