import {
  CancelledError,
  createTask,
  except,
  type Future,
  getRunningLoop,
  print,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function step(name: string) {
    print(name, 1);
    await sleep(0);
    print(name, 2);
  }

  async function waiter(name: string, f: Future<string>) {
    try {
      print(name, await f);
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled");
    }
  }

  async function main() {
    const loop = getRunningLoop();
    const f = loop.createFuture<string>(), g = loop.createFuture<string>();
    const ws = [
      createTask(() => waiter("wf", f)),
      createTask(() => waiter("wg", g)),
    ];
    await sleep(0);
    const a = createTask(() => step("a"));
    loop.callSoon(print, "soon 1");
    f.setResult("f value");
    const b = createTask(() => step("b"));
    g.cancel();
    loop.callSoon(() => void loop.callSoon(print, "soon of soon"));
    const c = createTask(() => step("c"));
    b.cancel();
    await sleep(0);
    print("main 1");
    await sleep(0);
    print("main 2");
    await wait([a, b, c, ...ws]);
    print(b.cancelled());
  }

  await run(main);
}
