import {
  except,
  gather,
  InvalidStateError,
  KeyError,
  newEventLoop,
  print,
  str,
  typeName,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function attempt(fn: () => unknown) {
    try {
      print(await fn());
    } catch (e) {
      except<Error>(e, ValueError, InvalidStateError);
      print(typeName(e), str(e));
    }
  }

  const one = newEventLoop(), two = newEventLoop();
  const mine = one.createFuture<number>(), other = two.createFuture<number>();
  await attempt(() => one.runUntilComplete(other));
  await attempt(() => gather([mine, other]));
  const both = gather([mine, mine]);
  one.callSoon((n: number) => mine.setResult(n), 1);
  await attempt(() => one.runUntilComplete(both));
  await attempt(() => mine.setResult(2));
  await attempt(() => mine.setException(new KeyError()));
  await attempt(() => other.result());
  await attempt(() => other.exception());
  print(mine.getLoop() === one, both.getLoop() === one);
  one.close();
  two.close();
}
