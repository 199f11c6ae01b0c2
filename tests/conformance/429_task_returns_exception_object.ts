// deno-lint-ignore-file require-await
import {
  CancelledError,
  createTask,
  gather,
  getRunningLoop,
  print,
  run,
  str,
  typeName,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function w() {
    return new ValueError("returned");
  }

  async function main() {
    const t = createTask(() => w());
    const r = await t;
    print(typeName(r), str(r), t.exception());
    const f = getRunningLoop().createFuture<CancelledError>();
    f.setResult(new CancelledError("a value"));
    const v = await f;
    print(typeName(v), f.cancelled(), f.exception());
    const out = await gather([() => w(), () => w()], {
      returnExceptions: true,
    });
    print(out.map((e) => str(e)));
  }

  await run(main);
}
