import {
  CancelledError,
  createTask,
  except,
  isinstance,
  print,
  range,
  run,
  sleep,
  str,
  type Task,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function leaf(kind: string) {
    if (kind === "cancel") {
      await sleep(10_000);
    }
    await sleep(0);
    print("leaf");
    if (kind === "raise") {
      throw new ValueError(kind);
    }
    return kind;
  }

  async function link(t: Task<string>) {
    try {
      return await t;
    } finally {
      print("link");
    }
  }

  async function main() {
    for (const kind of ["return", "raise", "cancel"]) {
      const tk = createTask(() => ticker(7));
      const a = createTask(() => leaf(kind));
      const b = createTask(() => link(a));
      const c = createTask(() => link(b));
      if (kind === "cancel") {
        await sleep(0);
        await sleep(0);
        c.cancel();
        print("cancel");
      }
      try {
        print("main", await c);
      } catch (e) {
        except(e, ValueError, CancelledError);
        if (isinstance(e, ValueError)) {
          print("main ValueError", str(e));
        } else {
          print(
            "main CancelledError",
            a.cancelled(),
            b.cancelled(),
            c.cancelled(),
          );
        }
      }
      await tk;
    }
  }

  await run(main);
}
