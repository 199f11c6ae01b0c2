import {
  ContextVar,
  copyContext,
  createTask,
  eagerTaskFactory,
  gather,
  getRunningLoop,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  const cv = new ContextVar<string>("cv", { default: "default" });

  async function w(value: string) {
    print("sees", cv.get());
    cv.set(value);
    await sleep(0);
    print("keeps", cv.get());
  }

  async function main() {
    getRunningLoop().setTaskFactory(eagerTaskFactory);
    cv.set("main");
    const a = createTask(() => w("a"));
    print("main has", cv.get());
    const b = createTask(() => w("b"));
    print("main has", cv.get());
    const ctx = copyContext();
    ctx.run(() => cv.set("given"));
    const c = createTask(() => w("c"), { context: ctx });
    await gather([a, b, c]);
    print("main has", cv.get(), "| ctx has", ctx.get(cv));
  }

  await run(main);
}
