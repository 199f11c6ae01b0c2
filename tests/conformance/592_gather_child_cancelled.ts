import {
  CancelledError,
  createTask,
  currentTask,
  except,
  gather,
  print,
  run,
  sleep,
  typeName,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(name: string) {
    await sleep(40);
    print(name, "ends");
    return name;
  }

  async function main() {
    for (const flag of [false, true]) {
      const a = createTask(() => w("a")), b = createTask(() => w("b"));
      const gathered = gather([a, b], { returnExceptions: flag });
      await sleep(0);
      a.cancel();
      try {
        const results = await gathered;
        print(results.map((x) => typeName(x)), results[1]);
      } catch (e) {
        except(e, CancelledError);
        print("CancelledError");
      }
      print(
        gathered.cancelled(),
        a.cancelled(),
        b.done(),
        currentTask()!.cancelling(),
      );
      await wait([b]);
    }
  }

  await run(main);
}
