/**
 * Runs programs and tests on any runtime: one script for Deno, Node, Bun, a page
 * and a Worker. Nothing here may touch `Deno`.
 */
import { type Clock, type Program, record } from "../conformance/_python.ts";

/** What a process, a page or a Worker is to do. */
export type Job =
  /** Programs of tests/conformance/, one after the other. */
  | { kind: "programs"; names: string[]; clock: Clock }
  /** Test files of tests/, and which of their tests to pass over. */
  | { kind: "tests"; files: string[]; skip: string[] };

/** What became of one program, or of one test. */
export interface Result {
  /** A program's name, or `file: name` of a test. */
  name: string;
  /** What a program printed. */
  lines?: string[];
  /** Why it failed. */
  error?: string;
  /** Why it was left out. */
  leftOut?: string;
}

type Step = { step(name: string, fn: () => unknown): Promise<void> };
type TestFunction = (t: Step) => unknown;

interface Test {
  name: string;
  fn: TestFunction;
  ignore?: boolean;
}

let registered: Test[] = [];

/** Takes the place of `Deno.test()` in the test files. */
export function test(
  first: string | Test,
  second?: TestFunction | object,
  third?: TestFunction,
): void {
  if (typeof first !== "string") registered.push(first);
  else {
    registered.push({ name: first, fn: (third ?? second) as TestFunction });
  }
}

const LONGEST = 60_000;

async function limited<T>(what: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`has not ended after ${LONGEST} ms`);
    timer = setTimeout(() => reject(error), LONGEST);
  });
  try {
    return await Promise.race([what, late]);
  } finally {
    clearTimeout(timer);
  }
}

function inWords(error: unknown): string {
  return error instanceof Error
    ? error.stack?.includes(error.message)
      ? error.stack
      : `${error.name}: ${error.message}\n${error.stack}`
    : String(error);
}

/** Whether a test, not the module, asked for the `Deno` that is missing. */
function usesDeno(text: string): boolean {
  return /\bDeno is not defined|find variable: Deno/.test(text);
}

async function runTest(file: string, test: Test): Promise<Result> {
  const name = `${file}: ${test.name}`;
  if (test.ignore) return { name, leftOut: "left out on Deno too" };
  // Registered from inside a test: a test of asyncTest() or the like.
  const t: Step = { step: async (_name, fn) => void await fn() };
  try {
    await limited(Promise.resolve(test.fn(t)));
    return { name };
  } catch (error) {
    const text = inWords(error);
    return usesDeno(text)
      ? { name, leftOut: "the test itself uses Deno" }
      : { name, error: text };
  }
}

/** Does a job and tells each result as it comes. */
export async function perform(
  job: Job,
  tell: (result: Result) => void,
): Promise<void> {
  if (job.kind === "programs") {
    for (const name of job.names) {
      try {
        const module: { default: Program } = await import(
          new URL(`../conformance/${name}.js`, import.meta.url).href
        );
        tell({
          name,
          lines: await limited(record(module.default, job.clock)),
        });
      } catch (error) {
        tell({ name, error: inWords(error) });
      }
    }
    return;
  }
  for (const file of job.files) {
    registered = [];
    try {
      await import(new URL(`../${file}.js`, import.meta.url).href);
    } catch (error) {
      const [name, text] = [`${file}: loads`, inWords(error)];
      if (usesDeno(text)) tell({ name, leftOut: "the test file uses Deno" });
      else tell({ name, error: text });
      continue;
    }
    const tests = registered;
    for (const test of tests) {
      if (job.skip.includes(`${file}: ${test.name}`)) continue;
      tell(await runTest(file, test));
    }
  }
}
