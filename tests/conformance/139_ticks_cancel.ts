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
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function w() {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("w: CancelledError");
      throw e;
    }
  }

  async function main() {
    const t = createTask(() => w());
    await sleep(0);
    const tk = createTask(() => ticker(5));
    print("cancel");
    t.cancel();
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      print("main resumed");
    }
    await tk;
  }

  await run(main);
}
