// deno-lint-ignore-file require-await
import {
  except,
  getRunningLoop,
  InvalidStateError,
  print,
  run,
  typeName,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const f = loop.createFuture<number>();
    print(f.done(), f.cancelled());
    f.setResult(1);
    print(f.done(), f.cancelled(), f.result(), f.exception());
    try {
      f.setResult(2);
    } catch (e) {
      except(e, InvalidStateError);
      print(typeName(e), "on set_result");
    }
    try {
      f.setException(new ValueError("x"));
    } catch (e) {
      except(e, InvalidStateError);
      print(typeName(e), "on set_exception");
    }
    print("cancel", f.cancel(), "result still", f.result());
  }

  await run(main);
}
