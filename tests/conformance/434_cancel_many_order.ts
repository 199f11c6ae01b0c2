import {
  CancelledError,
  createTask,
  except,
  print,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, delay: number) {
    try {
      await sleep(delay);
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled");
      throw e;
    } finally {
      print(name, "finally");
    }
  }

  async function main() {
    const ts = new Map(
      ["a", "b", "c", "d"].map((n) => [n, createTask(() => w(n, 1000))]),
    );
    const spin = createTask(() => w("spin", 0));
    await sleep(0);
    for (const n of ["c", "a", "d"]) {
      ts.get(n)!.cancel();
    }
    spin.cancel();
    ts.get("b")!.cancel();
    await wait([...ts.values(), spin]);
    print([...ts.values()].every((t) => t.cancelled()), spin.cancelled());
  }

  await run(main);
}
