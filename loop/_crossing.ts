/**
 * What crosses between threads, and what is said of what cannot.
 *
 * `isMoved()`, `locate()` and `pack()` run in Workers too, where only their text
 * arrives: they may use nothing of this file but themselves.
 */
import * as errors from "./errors.ts";

/** Values by name. */
export type Named = [name: string, value: unknown][];

/** An error, or whatever was thrown, on its way to another thread. */
export type Packed = { thrown: unknown } | {
  name: string;
  message: string;
  stack: string | undefined;
  isDomException: boolean;
  properties: Named;
  cause?: Packed;
  errors?: Packed[];
};

/** What the structured clone algorithm moves and cannot copy. */
export function isMoved(value: unknown): value is Transferable {
  return [
    "MessagePort",
    "ReadableStream",
    "WritableStream",
    "TransformStream",
    "OffscreenCanvas",
  ].includes(Object.prototype.toString.call(value).slice(8, -1)) ||
    // In Node its tag is EventTarget.
    value instanceof MessagePort;
}

/** Where inside a value is what cannot be cloned, and what that is. */
export function locate(
  value: unknown,
  path: string,
  moving: readonly unknown[],
  seen: Set<unknown> = new Set(),
): [path: string, what: string] | null {
  if (typeof value === "function" || typeof value === "symbol") {
    return [path, `a ${typeof value}`];
  }
  if (typeof value !== "object" || value === null) return null;
  if (seen.has(value) || moving.includes(value)) return null;
  seen.add(value);
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  let inside: [string, unknown][];
  if (kind === "Array" || kind === "Object") {
    inside = Object.entries(value).map(([key, item]) => [
      kind === "Array" ? `[${key}]` : `.${key}`,
      item,
    ]);
  } else if (kind === "Map" || kind === "Set") {
    inside = [...value as Map<unknown, unknown>].flat().map((item) => [
      ` (in its ${kind})`,
      item,
    ]);
  } else {
    try {
      structuredClone(value);
      return null;
    } catch {
      return [path, `a ${kind}`];
    }
  }
  for (const [key, item] of inside) {
    const found = locate(item, path + key, moving, seen);
    if (found !== null) return found;
  }
  return null;
}

/** Takes an error apart, so that what can be cloned of it crosses. */
export function pack(error: unknown, depth = 0): Packed {
  const clone = (value: unknown): { value: unknown } | null => {
    try {
      return { value: structuredClone(value) };
    } catch {
      return null;
    }
  };
  if (!(error instanceof Error)) {
    const copy = clone(error);
    if (copy !== null) return { thrown: copy.value };
    return pack(new Error(`a ${typeof error} was thrown: ${String(error)}`));
  }
  const properties: Named = [];
  for (const [key, value] of Object.entries(error)) {
    if (["name", "message", "stack", "cause", "errors"].includes(key)) continue;
    const copy = clone(value);
    if (copy !== null) properties.push([key, copy.value]);
  }
  const packed: Packed = {
    name: String(error.name),
    message: String(error.message),
    stack: error.stack,
    isDomException: typeof DOMException === "function" &&
      error instanceof DOMException,
    properties,
  };
  // Deep enough for people; causes may form a ring.
  if (depth < 8) {
    if ("cause" in error) packed.cause = pack(error.cause, depth + 1);
    if (error instanceof AggregateError) {
      packed.errors = error.errors.map((each) => pack(each, depth + 1));
    }
  }
  return packed;
}

const classes: Readonly<Record<string, { prototype: object } | undefined>> = {
  AggregateError,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
  ...errors,
};

/**
 * Puts an error together again: one of the language's classes or of this
 * module's; of any other class, an `Error` of its name.
 *
 * @param origin An error made where the call was, for the stack.
 */
export function unpack(packed: Packed, origin?: Error): unknown {
  if ("thrown" in packed) return packed.thrown;
  const { name, message, properties, cause } = packed;
  let error: Error;
  if (packed.isDomException) error = new DOMException(message, name);
  else {
    error = new Error(message);
    const prototype = classes[name]?.prototype;
    if (prototype !== undefined) Object.setPrototypeOf(error, prototype);
    if (error.name !== name) define(error, "name", name);
  }
  for (const [key, value] of properties) {
    Object.assign(error, { [key]: value });
  }
  if (cause !== undefined) define(error, "cause", unpack(cause));
  if (packed.errors !== undefined) {
    define(error, "errors", packed.errors.map((each) => unpack(each)));
  }
  define(error, "stack", joinStacks(packed.stack, origin?.stack));
  return error;
}

/** Makes the stack of an error that the pool found out say who made the call. */
export function blame<E extends Error>(error: E, origin: Error): E {
  const head = `${error.name}: ${error.message}`;
  define(error, "stack", joinStacks(head, origin.stack));
  return error;
}

const here = new URL(".", import.meta.url).href;
const MACHINERY = /asyncio-worker\.js|\[ext:runtime|\(?ext:|node:internal/;

// First what was called in the Worker, then who called it here.
function joinStacks(there = "", origin = ""): string {
  const frames = there.split("\n").filter((line) => !MACHINERY.test(line));
  const callers = origin.split("\n").slice(1).filter((line) =>
    !line.includes(here) && !MACHINERY.test(line)
  );
  return [...frames, ...callers].join("\n");
}

function define(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, {
    value,
    writable: true,
    configurable: true,
  });
}

/** Why a name of a module cannot be called. */
export function notCallable(
  name: string,
  specifier: string,
  found: string,
  names: readonly string[] = [],
): string {
  const what = found === "undefined"
    ? "it has no such export"
    : `it is of type ${found}`;
  const others = names.length === 0
    ? ""
    : `; the functions it exports: ${names.join(", ")}`;
  return `Cannot call "${name}" of ${shorten(specifier)}: ${what}${others}`;
}

/** A specifier, for people: a data: URL is long. */
export function shorten(specifier: string): string {
  return specifier.length <= 120 ? specifier : `${specifier.slice(0, 119)}…`;
}

/** Why a function cannot run in a Worker, and what to write. */
export function cannotCross(fn: unknown): string {
  if (typeof fn !== "function") {
    return `a function by moduleFunction() was expected, got ${String(fn)}`;
  }
  const name = fn.name || "(anonymous)";
  return `Cannot run ${name}() in a Worker: a closure cannot cross. Export it from a module and write toThread(moduleFunction(import.meta.resolve("./work.ts"), "${
    fn.name || "work"
  }"))`;
}
