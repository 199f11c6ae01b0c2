import {
  CancelledError,
  createTask,
  except,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w() {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("swallowed");
    }
    await sleep(0);
    print("still working");
    return "value";
  }

  async function main() {
    const t = createTask(() => w());
    await sleep(0);
    t.cancel();
    print(await t, t.cancelled(), t.cancelling());
  }

  await run(main);
}
