import {
  ContextVar,
  copyContext,
  type Future,
  getRunningLoop,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  const cv = new ContextVar<string>("cv", { default: "unset" });

  async function main() {
    const loop = getRunningLoop();
    const f = loop.createFuture<null>();
    const ctx = copyContext();
    ctx.run(() => cv.set("given"));
    cv.set("registered");
    f.addDoneCallback((_fut) => print("default:", cv.get()));
    f.addDoneCallback((_fut) => print("context:", cv.get()), { context: ctx });

    function changes(_fut: Future<null>) {
      cv.set("changed by the callback");
    }

    f.addDoneCallback(changes, { context: ctx });
    cv.set("later");
    f.setResult(null);
    await sleep(0);
    print("main:", cv.get(), "| ctx:", ctx.get(cv));
  }

  await run(main);
}
