import {
  createTask,
  type EventLoop,
  type ExceptionContext,
  getRunningLoop,
  print,
  run,
  sleep,
  typeName,
  ValueError,
} from "./_python.ts";

export default async function program() {
  function handler(_loop: EventLoop, context: ExceptionContext) {
    print(
      "handler:",
      context.message,
      "|",
      typeName(context.exception),
      context.exception,
    );
  }

  async function bg() {
    try {
      await sleep(10_000);
    } finally {
      // deno-lint-ignore no-unsafe-finally
      throw new ValueError("during shutdown");
    }
  }

  async function main() {
    getRunningLoop().setExceptionHandler(handler);
    createTask(bg);
    await sleep(0);
    return "main result";
  }

  print(await run(main));
}
