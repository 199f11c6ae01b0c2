// deno-lint-ignore-file require-await
import {
  CancelledError,
  createTask,
  except,
  InvalidStateError,
  print,
  run,
  str,
  typeName,
  ValueError,
  wait,
} from "./_python.ts";

export default async function program() {
  async function ok() {
    return 1;
  }

  async function bad(): Promise<number> {
    throw new ValueError("bad");
  }

  async function main() {
    const a = createTask(() => ok());
    const b = createTask(() => bad());
    const c = createTask(() => ok());
    c.cancel();
    try {
      a.result();
    } catch (e) {
      except(e, InvalidStateError);
      print("InvalidStateError", str(e));
    }
    try {
      a.exception();
    } catch (e) {
      except(e, InvalidStateError);
      print("InvalidStateError", str(e));
    }
    await wait([a, b, c]);
    print(a.result(), a.exception());
    try {
      b.result();
    } catch (e) {
      except(e, ValueError);
      print("ValueError", str(e));
    }
    print(typeName(b.exception()));
    try {
      c.result();
    } catch (e) {
      except(e, CancelledError);
      print("c.result CancelledError");
    }
    try {
      c.exception();
    } catch (e) {
      except(e, CancelledError);
      print("c.exception CancelledError");
    }
  }

  await run(main);
}
