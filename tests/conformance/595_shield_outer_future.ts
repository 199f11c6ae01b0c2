import {
  except,
  getRunningLoop,
  print,
  repr,
  run,
  shield,
  sleep,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const inner = loop.createFuture<string>();
    const one = shield(inner);
    const two = shield(one);
    const other = shield(inner);
    print(
      one === inner,
      two.cancel(),
      two.cancelled(),
      one.cancelled(),
      inner.cancelled(),
    );
    print(one.cancel(), inner.cancelled(), other.done());
    inner.setResult("value");
    print(other.done());
    await sleep(0);
    print(other.done(), other.result(), one.cancelled(), one.cancel());
    print(shield(inner) === inner);
    const failed = loop.createFuture<string>();
    const outer = shield(failed);
    failed.setException(new ValueError("inner"));
    try {
      await outer;
    } catch (e) {
      except(e, ValueError);
      print(repr(e), outer.exception() === failed.exception());
    }
  }

  await run(main);
}
