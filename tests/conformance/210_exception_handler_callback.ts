import {
  type EventLoop,
  except,
  type ExceptionContext,
  type ExceptionHandler,
  getRunningLoop,
  KeyError,
  print,
  run,
  sleep,
  str,
  typeName,
  ValueError,
} from "./_python.ts";

export default async function program() {
  function bad() {
    throw new ValueError("in callback");
  }

  function handler(_loop: EventLoop, context: ExceptionContext) {
    print(
      "handler",
      typeName(context.exception),
      str(context.exception),
      "handle" in context,
    );
  }

  async function main() {
    const loop = getRunningLoop();
    print("default handler", loop.getExceptionHandler());
    loop.setExceptionHandler(handler);
    print("set", loop.getExceptionHandler() === handler);
    loop.callSoon(bad);
    loop.callSoon(print, "next callback");
    await sleep(0);
    loop.callExceptionHandler({
      message: "by hand",
      exception: new KeyError("k"),
    });
    try {
      loop.setExceptionHandler(42 as unknown as ExceptionHandler);
    } catch (e) {
      except(e, TypeError);
      print("TypeError");
    }
    loop.setExceptionHandler(null);
    print("reset", loop.getExceptionHandler());
  }

  await run(main);
}
