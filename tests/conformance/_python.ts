/**
 * What the programs of this folder import: the whole of mod.ts, and Python's
 * `print` and the few builtins that the originals use.
 *
 * A program is `NNN_topic.py` with what CPython prints beside it
 * (`NNN_topic.expected`), and `NNN_topic.ts`, its translation line by line:
 *
 * ```ts
 * import { print, run, sleep } from "./_python.ts";
 *
 * export default async function program() { // the module's top level
 *   async function main() {
 *     print("in main");
 *     await sleep(20); // milliseconds
 *   }
 *   await run(main);
 * }
 * ```
 *
 * - Everything lives inside `program`, so that it can run any number of times.
 * - `run`, `Runner` and `newEventLoop` follow the clock that `record` was given.
 * - A coroutine argument becomes a function: `createTask(() => w("a"))`; a
 *   direct `await f()` stays.
 * - `except ValueError as e:` becomes `catch (e) { except(e, ValueError); ...`,
 *   which throws on whatever Python's clause would have let pass.
 * - `async with timeout(x) as cm:` and `TaskGroup` become a body function,
 *   `async with lock:` becomes `acquire()`, `try`, `finally permit.release()`.
 * - A translation that imports what mod.ts does not have yet is stored as
 *   `NNN_topic.ts.later`; a test tells when it can lose the suffix.
 * - Lines that only CPython needs (`c.close()`, `gc.collect()`) are dropped.
 *
 * Nothing here or in a program touches `Deno`, so both also run elsewhere.
 */
import * as asyncio from "../../mod.ts";
import { newVirtualLoop } from "../../loop/testing.ts";

export * from "../../mod.ts";

/** On which clock a program runs. */
export type Clock = "virtual" | "real";
/** The default export of a translated program. */
export type Program = () => PromiseLike<void>;

let clock: Clock = "virtual";
let lines: string[] = [];

/** Runs a program on a clock and gives the lines it printed. */
export async function record(
  program: Program,
  on: Clock,
): Promise<string[]> {
  const own: string[] = [];
  clock = on;
  lines = own;
  await program();
  return own;
}

// ------------------------------------------------- the loop of the chosen clock

/** `asyncio.new_event_loop()`. */
export function newEventLoop(): asyncio.EventLoop {
  return clock === "virtual" ? newVirtualLoop() : asyncio.newEventLoop();
}

function onClock(options: asyncio.RunOptions = {}): asyncio.RunOptions {
  return clock === "virtual"
    ? { loopFactory: newVirtualLoop, ...options }
    : options;
}

/** `asyncio.run()`. */
export function run<T>(
  main: asyncio.Coroutine<T>,
  options?: asyncio.RunOptions,
): Promise<T> {
  return asyncio.run(main, onClock(options));
}

/** `asyncio.Runner`. */
export class Runner extends asyncio.Runner {
  constructor(options?: asyncio.RunOptions) {
    super(onClock(options));
  }
}

/** `time.sleep()`: blocks. It advances the real clock only. */
export function busyWait(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

// ------------------------------------------------------------ printing as Python

/** `print(...)`: one line of the program's output. */
export function print(...values: unknown[]): void {
  lines.push(...values.map(str).join(" ").split("\n"));
}

/** A tuple, where a program prints one. */
export class Tuple {
  readonly items: readonly unknown[];
  constructor(...items: unknown[]) {
    this.items = items;
  }
}

/** `(a, b)`. */
export function tuple(...items: unknown[]): Tuple {
  return new Tuple(...items);
}

/** `str(value)`; the message of an exception. */
export function str(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof asyncio.ExceptionGroup) {
    const count = value.errors.length;
    return `${value.message} (${count} sub-exception${count === 1 ? "" : "s"})`;
  }
  if (value instanceof KeyError) return value.message && repr(value.message);
  if (value instanceof Error) return value.message;
  return repr(value);
}

/** `repr(value)` of the plain values. */
export function repr(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "number") {
    if (Number.isNaN(value)) return "nan";
    if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
    return Object.is(value, -0) ? "-0.0" : String(value);
  }
  if (typeof value === "string") return quoted(value);
  if (value instanceof Uint8Array) {
    const text = Array.from(value, (byte) => String.fromCharCode(byte));
    return "b" + quoted(text.join("")).replace(
      /[^ -~]/g,
      (char) => "\\x" + char.charCodeAt(0).toString(16).padStart(2, "0"),
    );
  }
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  if (value instanceof Tuple) {
    const end = value.items.length === 1 ? "," : "";
    return `(${value.items.map(repr).join(", ")}${end})`;
  }
  if (value instanceof Set) return `{${[...value].map(repr).join(", ")}}`;
  if (value instanceof Error) {
    const parts = value.message === "" ? "" : repr(value.message);
    return `${typeName(value)}(${parts})`;
  }
  if (value instanceof Map || isPlain(value)) {
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    const inside = entries.map(([key, item]) => `${repr(key)}: ${repr(item)}`);
    return `{${inside.join(", ")}}`;
  }
  throw new TypeError(`print: no rendering for ${typeName(value)}`);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null &&
    Object.getPrototypeOf(value) === Object.prototype;
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r").replaceAll("\t", "\\t")
    .replaceAll(quote, "\\" + quote);
  return quote + escaped + quote;
}

const pythonNames: Record<string, string> = {
  RangeError: "ValueError",
  ReferenceError: "LookupError",
  Error: "Exception",
  Array: "list",
  Boolean: "bool",
  Number: "int",
  String: "str",
  Uint8Array: "bytes",
};

/** `type(value).__name__`. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return "NoneType";
  const name = value instanceof Error
    ? value.name
    : Object(value).constructor.name as string;
  return pythonNames[name] ?? name;
}

// ------------------------------------------------------------------- exceptions

/** Throws instead of a number out of range, an unknown value and so on. */
export const ValueError = RangeError;
/** An unset context variable. */
export const LookupError = ReferenceError;
/** `except Exception` lets CancelledError and KeyboardInterrupt pass. */
export const Exception = Error;

/** A missing key. */
export class KeyError extends Error {
  override name = "KeyError";
}

/** Division by zero. */
export class ZeroDivisionError extends Error {
  override name = "ZeroDivisionError";
}

// deno-lint-ignore no-explicit-any -- the only form that every class matches
type Class<T> = abstract new (...args: any[]) => T;

/** `isinstance(value, kinds)`, with Python's idea of `Exception`. */
export function isinstance<T>(
  value: unknown,
  ...kinds: readonly Class<T>[]
): value is T {
  return kinds.some((kind) =>
    value instanceof kind &&
    !(kind as unknown === Exception &&
      (value instanceof asyncio.CancelledError ||
        value instanceof asyncio.KeyboardInterrupt))
  );
}

/** First line of a `catch`: throws on what `except kinds:` would let pass. */
export function except<T>(
  error: unknown,
  ...kinds: readonly Class<T>[]
): asserts error is T {
  if (!isinstance(error, ...kinds)) throw error;
}

/** `error.args`: empty where there is no message. */
export function args(error: unknown): Tuple {
  const message = (error as Error).message;
  return message === "" ? tuple() : tuple(message);
}

// --------------------------------------------------------------- small builtins

/** `sorted(values)` of numbers or of strings. */
export function sorted<T extends number | string>(values: Iterable<T>): T[] {
  return [...values].sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
}

/** `range(stop)`. */
export function range(stop: number): number[] {
  return Array.from({ length: stop }, (_, index) => index);
}

/** `text.encode()`, `b"..."`. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** `data.decode()`. */
export function decode(data: Uint8Array): string {
  return new TextDecoder().decode(data);
}
