// deno-lint-ignore-file require-await
import {
  ensureFuture,
  getRunningLoop,
  isFuture,
  isinstance,
  print,
  run,
  Task,
} from "./_python.ts";

export default async function program() {
  async function f() {
    return "r";
  }

  async function main() {
    const fut = getRunningLoop().createFuture();
    print(isFuture(fut), isFuture(42));
    print(ensureFuture(fut) === fut);
    const t = ensureFuture(() => f());
    print(isFuture(t), isinstance(t, Task), isinstance(fut, Task));
    print(await t);
    fut.cancel();
  }

  await run(main);
}
