import {
  CancelledError,
  createTask,
  except,
  gather,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function helper(name: string) {
    print(name, "begins");
    await sleep(20);
    print(name, "ends");
    return name;
  }

  async function w() {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      const r = await createTask(() => helper("in except"));
      print("got", r);
      throw e;
    } finally {
      const [a, b] = await gather([() => helper("x"), () => helper("y")]);
      print("got", a, b);
    }
  }

  async function main() {
    const t = createTask(() => w());
    await sleep(0);
    t.cancel();
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      print("cancelled", t.cancelled());
    }
  }

  await run(main);
}
