// deno-lint-ignore-file require-await
import {
  createTask,
  getRunningLoop,
  print,
  run,
  sleep,
  str,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad(name: string) {
    throw new ValueError(name);
  }

  async function main() {
    const loop = getRunningLoop();
    loop.setExceptionHandler((_l, c) =>
      print("handler:", c.message, "|", str(c.exception))
    );
    createTask(() => bad("unseen"));
    await sleep(0);
    const u = createTask(() => bad("seen"));
    await sleep(0);
    u.exception();
    print("end");
  }

  await run(main);
}
