import {
  ContextVar,
  copyContext,
  getRunningLoop,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  const var_ = new ContextVar("var", { default: "unset" });

  async function main() {
    const loop = getRunningLoop();
    var_.set("main");
    const context = copyContext();

    function callback(name: string) {
      print(name, var_.get());
      var_.set(name);
    }

    loop.callSoon(callback, "own copy");
    loop.callSoon(callback, "another copy");
    await sleep(0);
    context.run(() => loop.callSoon(callback, "first"));
    context.run(() => loop.callSoon(callback, "second"));
    await sleep(0);
    print(var_.get(), context.get(var_));
    context.run(() => loop.callLater(20, callback, "later"));
    context.run(() => loop.callAt(loop.time() + 40, callback, "at"));
    context.run(() => loop.callSoonThreadsafe(callback, "threadsafe"));
    await sleep(60);
    print(var_.get(), context.get(var_));
    const future = loop.createFuture<null>();
    future.addDoneCallback((_) => callback("done"), { context });
    future.setResult(null);
    await sleep(0);

    function chain() {
      callback("outer");
      loop.callSoon(callback, "inner copy");
    }

    context.run(() => loop.callSoon(chain));
    await sleep(0);
    await sleep(0);
    print(var_.get(), context.get(var_));
  }

  await run(main);
}
