import {
  type EventLoop,
  type ExceptionContext,
  getRunningLoop,
  print,
  repr,
  run,
  sleep,
  str,
  ValueError,
  ZeroDivisionError,
} from "./_python.ts";

export default async function program() {
  function bad(message: string) {
    throw new ValueError(message);
  }

  function handler(_loop: EventLoop, context: ExceptionContext) {
    print("handler", repr(context.exception));
    if (str(context.exception) === "second") {
      throw new ZeroDivisionError("in the handler");
    }
  }

  async function main() {
    const loop = getRunningLoop();
    loop.setExceptionHandler(handler);
    loop.callSoon(bad, "first");
    loop.callLater(20, bad, "timer");
    const f = loop.createFuture<string>();
    f.addDoneCallback((fut) => bad("done callback " + fut.result()));
    f.setResult("of f");
    await sleep(40);
    print("main goes on");
  }

  await run(main);
}
