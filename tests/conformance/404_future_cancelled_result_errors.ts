// deno-lint-ignore-file require-await
import {
  args,
  CancelledError,
  except,
  getRunningLoop,
  InvalidStateError,
  print,
  range,
  run,
  str,
  typeName,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const f = loop.createFuture<number>();
    f.cancel("why");
    for (const _ of range(2)) {
      try {
        f.result();
      } catch (e) {
        except(e, CancelledError);
        print("result", args(e));
      }
      try {
        f.exception();
      } catch (e) {
        except(e, CancelledError);
        print("exception", args(e));
      }
    }
    try {
      f.setResult(1);
    } catch (e) {
      except(e, InvalidStateError);
      print("set_result InvalidStateError");
    }
    try {
      f.setException(new ValueError("x"));
    } catch (e) {
      except(e, InvalidStateError);
      print("set_exception InvalidStateError");
    }
    const g = loop.createFuture<number>();
    try {
      g.result();
    } catch (e) {
      except(e, InvalidStateError);
      print(str(e));
    }
    try {
      g.exception();
    } catch (e) {
      except(e, InvalidStateError);
      print(str(e));
    }
    g.setException(new ValueError("failed"));
    print("cancel a failed one", g.cancel(), typeName(g.exception()));
  }

  await run(main);
}
