import {
  createTask,
  eagerTaskFactory,
  type Future,
  gather,
  getRunningLoop,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, f: Future<string>) {
    print(name, "waits");
    print(name, "got", await f);
  }

  async function main() {
    const loop = getRunningLoop();
    loop.setTaskFactory(eagerTaskFactory);
    const done = loop.createFuture<string>();
    const pending = loop.createFuture<string>();
    done.setResult("done");
    const a = createTask(() => w("a", done));
    await sleep(0);
    const b = createTask(() => w("b", pending));
    await sleep(0);
    const c = createTask(() => w("c", pending));
    // JavaScript: what an eager task did shows one microtask later.
    await null;
    print("set");
    pending.setResult("set later");
    print("after set");
    await gather([a, b, c]);
    print("end");
  }

  await run(main);
}
