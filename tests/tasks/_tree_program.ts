/** The half of `deno task tree` that runs beside the program. */
import {
  CancelledError,
  type EventLoop,
  getRunningLoop,
  printTaskTree,
  run,
} from "../../mod.ts";
import {
  type Arguments,
  describeError,
  endSoon,
  mainOf,
  makeLoop,
} from "./_program.ts";

export async function main(
  program: Record<string, unknown>,
  { file, options }: Arguments,
): Promise<void> {
  const at = Number(options["at"] ?? 0);
  const body = mainOf(program, "tree", file);
  const controller = new AbortController();
  let isShown = false;
  const show = (loop: EventLoop) => {
    if (isShown) return;
    isShown = true;
    const { error } = console;
    console.error = console.log;
    printTaskTree(loop);
    console.error = error;
    controller.abort();
    endSoon(0);
  };
  const loopFactory = () => {
    const loop = makeLoop(options["real"] === true);
    const began = loop.time();
    if (at > 0) loop.callAt(began + at, show, loop);
    else {
      const idle = loop._idle;
      loop._idle = (next, hasUnwound) => {
        if (isShown || !hasUnwound) return idle.call(loop, next, hasUnwound);
        show(loop);
        return false; // the abort has woken it
      };
    }
    return loop;
  };
  // A loop that never comes to rest, or not to the time of --at.
  let limit: ReturnType<typeof setTimeout> | undefined;
  const limited = () => {
    limit = setTimeout(
      () => show(getRunningLoop()),
      Number(options["seconds"] ?? 10) * 1000,
    );
    return body();
  };
  try {
    await run(limited, { debug: true, loopFactory, signal: controller.signal });
  } catch (error) {
    if (!(error instanceof CancelledError) || !isShown) {
      console.error(`main failed: ${describeError(error)}`);
      Deno.exit(1);
    }
  }
  clearTimeout(limit);
  if (!isShown) console.log("main ended before there was anything to show");
}
