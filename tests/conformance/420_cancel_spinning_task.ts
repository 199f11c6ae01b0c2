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
  async function spin() {
    let n = 0;
    try {
      while (true) {
        n += 1;
        print("spin", n);
        await sleep(0);
      }
    } catch (e) {
      except(e, CancelledError);
      print("stopped at", n);
      throw e;
    }
  }

  async function main() {
    const t = createTask(() => spin());
    for (const i of range(3)) {
      print("main", i);
      await sleep(0);
    }
    t.cancel();
    print("requested");
    await sleep(0);
    print(t.done(), t.cancelled());
  }

  await run(main);
}
