// deno-lint-ignore-file require-await
import {
  except,
  gather,
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
    const r = await gather([() => bad("a"), () => bad("b")], {
      returnExceptions: true,
    });
    print(r.map((e) => str(e)));
    try {
      await gather([() => bad("c"), () => bad("d")]);
    } catch (e) {
      except(e, ValueError);
      print("caught", str(e));
    }
    await sleep(0);
    print("end");
  }

  await run(main);
}
