import {
  bytes,
  createTask,
  except,
  IncompleteReadError,
  LimitOverrunError,
  print,
  run,
  RuntimeError,
  sleep,
  str,
  StreamReader,
  typeName,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function attempt(name: string, aw: () => PromiseLike<unknown>) {
    try {
      print(name, await aw());
    } catch (e) {
      except<Error>(
        e,
        RuntimeError,
        ValueError,
        IncompleteReadError,
        LimitOverrunError,
      );
      print(name, typeName(e), str(e));
    }
  }

  async function main() {
    let reader = new StreamReader({ limit: 3 });
    reader.feedData(bytes("abc\nabcd\nabcde"));
    await attempt("at the limit", () => reader.readline());
    await attempt("over it", () => reader.readline());
    reader.feedData(bytes("fgh\nijk\n"));
    await attempt("still over", () => reader.readline());
    await attempt("the next", () => reader.readline());
    reader = new StreamReader({ limit: 4 });
    reader.feedData(bytes("abcdefgh\nrest"));
    await attempt("until", () => reader.readuntil(bytes("\n")));
    print(await reader.readexactly(9), await reader.read(100));
    reader = new StreamReader({ limit: 3 });
    reader.feedData(bytes("abcde---"));
    await attempt("a long separator", () => reader.readuntil(bytes("---")));
    reader = new StreamReader();
    let task = createTask(() =>
      attempt("across", () => reader.readuntil(bytes("\r\n")))
    );
    for (const piece of ["ab\r", "\rc\r", "\nrest"]) {
      await sleep(0);
      print(task.done());
      reader.feedData(bytes(piece));
    }
    await task;
    print(await reader.read(10));
    reader.feedData(bytes("a12b1c"));
    print(
      await reader.readuntil([bytes("12"), bytes("1")]),
      await reader.readuntil([bytes("1")]),
    );
    for (const separator of [bytes(""), []]) {
      await attempt("no separator", () => reader.readuntil(separator));
    }
    await attempt("a negative size", () => reader.readexactly(-1));
    print(
      await reader.read(0),
      await reader.readexactly(0),
      await reader.read(5),
    );
    task = createTask(() => attempt("waiting", () => reader.readexactly(4)));
    await sleep(0);
    reader.feedData(bytes("xy"));
    await sleep(0);
    reader.feedEof();
    await task;
    print(reader.atEof(), await reader.readline(), await reader.read());
    await attempt("at the end", () => reader.readexactly(1));
    const broken = new StreamReader();
    task = createTask(() =>
      attempt("broken while it waits", () => broken.read())
    );
    await sleep(0);
    broken.feedData(bytes("data"));
    broken.setException(new ValueError("broken"));
    await task;
    for (
      const method of [
        () => broken.read(),
        () => broken.readline(),
        () => broken.readuntil(),
      ]
    ) await attempt("broken", method);
  }

  await run(main);
}
