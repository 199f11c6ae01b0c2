import {
  CancelledError,
  createTask,
  except,
  gather,
  print,
  repr,
  run,
  sleep,
  ValueError,
  wait,
} from "./_python.ts";

export default async function program() {
  async function leaf(name: string, delay: number) {
    try {
      await sleep(delay);
      if (name === "bad") {
        throw new ValueError(name);
      }
      print(name, "ends");
      return name;
    } catch (e) {
      except(e, CancelledError);
      await sleep(20);
      print(name, "cleaned up");
      throw e;
    }
  }

  async function both(...names: string[]) {
    return await gather([() => leaf(names[0], 20), () => leaf(names[1], 60)]);
  }

  async function main() {
    print(
      await gather([
        gather([() => leaf("a", 20), () => leaf("b", 40)]),
        () => leaf("c", 60),
      ]),
    );
    try {
      await gather([
        gather([() => leaf("bad", 20), () => leaf("d", 40)]),
        () => leaf("e", 60),
      ]);
    } catch (e) {
      except(e, ValueError);
      print(repr(e));
    }
    await sleep(60);
    const t = createTask(() => both("f", "g"));
    await sleep(40);
    t.cancel();
    await wait([t]);
    print(t.cancelled());
  }

  await run(main);
}
