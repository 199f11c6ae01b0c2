/**
 * What crosses to a Worker: functions by name, values, context.
 *
 * @module
 */
import {
  type Context,
  contextEntries,
  copyContext,
  variablesByName,
} from "./context.ts";
import { type Named, notCallable } from "./_crossing.ts";
import { LINK, type Link, type Scope } from "./_worker.ts";

/** What a Worker needs to know of a function. */
export interface Target {
  readonly specifier: string;
  readonly name: string;
  /** What `toThread()` takes along. */
  readonly scope: Scope;
}

/** What `carryStorage()` takes along: an `AsyncLocalStorage` is one. */
export interface StorageLike {
  /** The value where it is called; `undefined` for none. */
  getStore(): unknown;
  /** Calls a function where the value is set. */
  run<R>(value: never, fn: () => R): R;
}

const NOTHING: Scope = { variables: [], storages: [] };
const targets = new WeakMap<object, Target>();
const storages = new Map<string, StorageLike>();

// Set where this module is imported inside of a Worker of the pool.
const link = (globalThis as unknown as Record<symbol, Link | undefined>)[
  Symbol.for(LINK)
];
const transfers = link?.transfers ?? new WeakMap<object, Transferable[]>();

if (link !== undefined) {
  const byName = variablesByName();
  link.enter.push((scope, fn) =>
    copyContext().run(() => {
      for (const [name, value] of scope.variables) {
        byName.get(name)?.set(value);
      }
      return scope.storages.reduce<() => unknown>((inner, [name, value]) => {
        const storage = storages.get(name);
        return storage === undefined
          ? inner
          : () => storage.run(value as never, inner);
      }, fn)();
    })
  );
}

/**
 * Names an exported function of a module, so that a Worker can import it and call
 * it there: a closure cannot cross. Called directly, it imports and runs here,
 * and gives a promise.
 *
 * The Worker loads the module anew: it shares no variable with this thread.
 * Deno asks for `--allow-read` of the file, or `--allow-import` of the host.
 *
 * @typeParam F The function's type: `typeof import("./work.ts").digest`.
 * @param specifier The module, as `import.meta.resolve("./work.ts")`, or the module itself: `import.meta.url`.
 * @param name The name of the export.
 * @returns A function for `toThread()` and `loop.runInExecutor()`.
 * @throws {TypeError} If the specifier is relative: a Worker would not know to what.
 *
 * @example
 * ```ts
 * import { moduleFunction, run, toThread } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * // In a program: moduleFunction<typeof import("./work.ts").add>(import.meta.resolve("./work.ts"), "add")
 * const add = moduleFunction<(a: number, b: number) => number>(
 *   "data:text/javascript,export const add = (a, b) => a + b",
 *   "add",
 * );
 * assertEquals(await run(() => toThread(add, 1, 2)), 3);
 * ```
 */
export function moduleFunction<F extends (...args: never[]) => unknown>(
  specifier: string | URL,
  name = "default",
): F {
  const href = absolute(specifier);
  const here = async (...args: never[]): Promise<unknown> => {
    const fn = (await import(href))[name];
    if (typeof fn !== "function") {
      throw new TypeError(notCallable(name, href, typeof fn));
    }
    return await fn(...args);
  };
  Object.defineProperty(here, "name", { value: name });
  targets.set(here, { specifier: href, name, scope: NOTHING });
  return here as unknown as F;
}

/**
 * Moves buffers to the other thread instead of copying them: they are empty here
 * afterwards. Use it on an argument, or in a Worker on the result.
 *
 * What cannot be copied (a `MessagePort`, a stream) moves by itself when it is an
 * argument or the result. A `SharedArrayBuffer` is shared by both.
 *
 * @typeParam T The type of the value.
 * @param value The value that is sent.
 * @param list What of it moves. Default: the value itself, or the buffer it is a view of.
 * @returns The value.
 * @throws {TypeError} Without a list, if the value is neither a buffer nor a view of one.
 *
 * @example
 * ```ts
 * import { moduleFunction, run, toThread, transfer } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * const size = moduleFunction<(bytes: Uint8Array) => number>(
 *   "data:text/javascript,export const size = (bytes) => bytes.length",
 *   "size",
 * );
 * const bytes = new Uint8Array(1_000_000);
 * assertEquals(await run(() => toThread(size, transfer(bytes))), 1_000_000);
 * assertEquals(bytes.length, 0);
 * ```
 */
export function transfer<T extends object>(
  value: T,
  list?: readonly Transferable[],
): T {
  if (list !== undefined) transfers.set(value, [...list]);
  else if (value instanceof ArrayBuffer) transfers.set(value, [value]);
  else if (ArrayBuffer.isView(value)) {
    transfers.set(value, [value.buffer as ArrayBuffer]);
  } else {
    throw new TypeError(
      "Cannot transfer: it is no buffer, so write transfer(value, [what moves])",
    );
  }
  return value;
}

/**
 * Lets the values of an `AsyncLocalStorage` travel with `toThread()`. Call it at
 * the top level of the module that holds the storage; the module is loaded in the
 * Worker too, and the name joins the two. A value that cannot be cloned stays
 * here.
 *
 * A `ContextVar` needs none of this: its name joins it.
 *
 * @typeParam S The storage.
 * @param name What it is called in every thread.
 * @param storage The storage.
 * @returns The storage.
 *
 * @example
 * ```ts
 * import { AsyncLocalStorage } from "node:async_hooks";
 * import { carryStorage } from "@asyncio/asyncio";
 *
 * const user = carryStorage("user", new AsyncLocalStorage<string>());
 * ```
 */
export function carryStorage<S extends StorageLike>(
  name: string,
  storage: S,
): S {
  storages.set(name, storage);
  return storage;
}

/** What a Worker needs to know of a function, if it can run there. */
export function targetOf(fn: object): Target | null {
  return targets.get(fn) ?? null;
}

/** What of an argument moves, as `transfer()` was told. */
export function transferOf(value: unknown): readonly Transferable[] {
  return transfers.get(Object(value)) ?? [];
}

/** The same function, in a copy of the current context wherever it runs. */
export function inThisContext<A extends unknown[], T>(
  fn: (...args: A) => T,
): (...args: A) => T {
  const context = copyContext();
  const inContext = (...args: A): T => context.run(fn, ...args);
  Object.defineProperty(inContext, "name", { value: fn.name });
  const target = targets.get(fn);
  if (target !== undefined) {
    targets.set(inContext, { ...target, scope: scopeOf(context) });
  }
  return inContext;
}

function scopeOf(context: Context): Scope {
  const variables: Named = [];
  const seen = new Map<string, number>();
  for (const [variable, value] of contextEntries(context)) {
    variables.push([variable.name, value]);
    seen.set(variable.name, (seen.get(variable.name) ?? 0) + 1);
  }
  const values: Named = [];
  for (const [name, storage] of storages) {
    const value = storage.getStore();
    if (value !== undefined) values.push([name, value]);
  }
  if (variables.length === 0 && values.length === 0) return NOTHING;
  return {
    // Which of two of the same name is meant, the Worker could not know.
    variables: variables.filter(([name]) => seen.get(name) === 1),
    storages: values,
  };
}

function absolute(specifier: string | URL): string {
  const href = String(specifier);
  if (URL.canParse(href)) return href;
  throw new TypeError(
    `Cannot name a function of "${href}": write moduleFunction(import.meta.resolve("${href}"), …)`,
  );
}
