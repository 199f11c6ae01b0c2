import {
  busyWait,
  type EventLoop,
  type ExceptionContext,
  getRunningLoop,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  // What CPython logs goes to the exception handler.
  function emit(_loop: EventLoop, record: ExceptionContext) {
    const m = record.message;
    if (m.includes("took")) {
      print("WARNING", m.split(" ")[0], "... took");
    }
  }

  async function main() {
    const loop = getRunningLoop();
    loop.setExceptionHandler(emit);
    print("default", loop.slowCallbackDuration / 1000);
    loop.slowCallbackDuration = 40;
    await sleep(0);
    busyWait(80);
    await sleep(0);
    print("end");
  }

  await run(main, { debug: true });
}
