// Tests as transcripts: what a program logs in virtual time, in order.
import { getRunningLoop, run, type RunOptions } from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";

/** Writes a line into the transcript. */
export type Log = (...words: unknown[]) => void;

/** An error in words: its name and message, a group's errors, or what was thrown instead. */
export function words(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${String(error)}`;
  if (error instanceof AggregateError) {
    return `${error.name}(${error.errors.map(words).join(", ")})`;
  }
  return error.message === "" ? error.name : `${error.name}: ${error.message}`;
}

/** What a function throws, in words. */
export function thrownBy(fn: () => unknown): string {
  try {
    fn();
    return "nothing";
  } catch (error) {
    return words(error);
  }
}

/**
 * Runs main in virtual time. The transcript is what it logs, what the loop
 * reports to the exception handler, and how `run()` fails, if it does.
 */
export async function transcript(
  main: (log: Log) => unknown,
  options: RunOptions = {},
): Promise<string[]> {
  const lines: string[] = [];
  const log: Log = (...all) => {
    lines.push(
      all.map((each) => each instanceof Error ? words(each) : String(each))
        .join(" "),
    );
  };
  try {
    await run(async () => {
      getRunningLoop().setExceptionHandler((_loop, { message, exception }) => {
        if (exception === undefined) log("report:", message);
        else log("report:", message, "|", words(exception));
      });
      await main(log);
    }, { loopFactory: newVirtualLoop, ...options });
  } catch (error) {
    log("run() throws", words(error));
  }
  return lines;
}

/** A promise and its ends: `Promise.withResolvers()`, which Node has from 22 on. */
export function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve!: PromiseWithResolvers<T>["resolve"];
  let reject!: PromiseWithResolvers<T>["reject"];
  const promise = new Promise<T>((...ends) => [resolve, reject] = ends);
  return { promise, resolve, reject };
}
