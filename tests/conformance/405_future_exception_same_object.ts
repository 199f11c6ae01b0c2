// deno-lint-ignore-file require-await
import {
  createTask,
  except,
  type Future,
  gather,
  getRunningLoop,
  KeyError,
  print,
  run,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad() {
    throw new ValueError("one");
  }

  async function waiter(aw: Future<unknown>, seen: unknown[]) {
    try {
      await aw;
    } catch (e) {
      except(e, ValueError);
      seen.push(e);
    }
  }

  async function main() {
    const t = createTask(() => bad());
    const seen: unknown[] = [];
    await gather([() => waiter(t, seen), () => waiter(t, seen)]);
    await waiter(t, seen);
    print(seen.length, seen.every((e) => e === t.exception()));
    const f = getRunningLoop().createFuture<null>();
    const error = new KeyError("k");
    f.setException(error);
    try {
      await f;
    } catch (e) {
      except(e, KeyError);
      print(e === error, f.exception() === error);
    }
  }

  await run(main);
}
