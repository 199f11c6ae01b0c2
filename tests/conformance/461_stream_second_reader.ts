import {
  bytes,
  CancelledError,
  createTask,
  decode,
  except,
  print,
  range,
  run,
  RuntimeError,
  sleep,
  str,
  StreamReader,
  ZeroDivisionError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const r = new StreamReader();
    const first = createTask(() => r.readexactly(6));
    await sleep(0);
    for (
      const read of [
        () => r.read(),
        () => r.readline(),
        () => r.readexactly(2),
        () => r.readuntil(),
      ]
    ) {
      try {
        await read();
      } catch (e) {
        except(e, RuntimeError);
        print(str(e));
      }
    }
    r.feedData(bytes("abc"));
    await sleep(10);
    first.cancel();
    try {
      await first;
    } catch (e) {
      except(e, CancelledError);
      print("cancelled");
    }
    const second = createTask(() => r.readline());
    await sleep(0);
    r.feedData(bytes("def\n"));
    print(decode(await second).trim(), r.atEof());
    const third = createTask(() => r.read(1));
    await sleep(0);
    r.setException(new ZeroDivisionError("broken"));
    for (const _ of range(2)) {
      try {
        await (_ === 0 ? third : r.read(1));
      } catch (e) {
        except(e, ZeroDivisionError);
        print("raised", str(e), r.exception() === e);
      }
    }
  }

  await run(main);
}
