/**
 * Context variables: values that belong to a task, as Python's `contextvars`.
 *
 * A task runs in a copy of its creator's context. What a function sets is seen
 * by its caller after a direct `await`, and by no other task.
 *
 * @module
 */
import { RuntimeError } from "./errors.ts";
import { currentFrame, type Frame, runInFrame } from "./current.ts";

/** What `ContextVar.set()` gives back, for `ContextVar.reset()`. */
export interface ContextToken<T> {
  /** The variable that was set. */
  readonly variable: ContextVar<T>;
  /** Its value before; `undefined` where it had none. */
  readonly oldValue: T | undefined;
}

/**
 * The values of context variables.
 *
 * @example Run something in a context of its own
 * ```ts
 * import { ContextVar, copyContext } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * const user = new ContextVar("user", { default: "nobody" });
 * copyContext().run(() => user.set("ann"));
 * assertEquals(user.get(), "nobody");
 * ```
 */
export interface Context {
  /**
   * Runs a function, and all that it awaits, in this context.
   *
   * @param fn The function.
   * @param args Its arguments.
   * @returns What the function returns.
   */
  run<R, A extends unknown[]>(fn: (...args: A) => R, ...args: A): R;
  /**
   * The value of a variable in this context.
   *
   * @param variable The variable.
   * @returns Its value; `undefined` where it has none here.
   */
  get<T>(variable: ContextVar<T>): T | undefined;
  /**
   * A copy that changes on its own.
   *
   * @returns The copy.
   */
  copy(): Context;
}

type Values = Map<ContextVar<unknown>, unknown>;

// Copies share one map until one of them writes: a task costs one small object.
class ContextCopy implements Context {
  #values: Values | null;
  #shared: boolean;

  constructor(values: Values | null) {
    this.#values = values;
    this.#shared = true;
  }

  run<R, A extends unknown[]>(fn: (...args: A) => R, ...args: A): R {
    const frame = currentFrame();
    const before = entered;
    entered = this;
    isInUse = true;
    try {
      return runInFrame(
        {
          _loop: frame?._loop ?? null,
          _task: frame?._task ?? null,
          _context: this,
        },
        fn,
        ...args,
      );
    } finally {
      entered = before;
    }
  }

  get<T>(variable: ContextVar<T>): T | undefined {
    return this.#values?.get(variable) as T | undefined;
  }

  has(variable: ContextVar<unknown>): boolean {
    return this.#values !== null && this.#values.has(variable);
  }

  copy(): ContextCopy {
    this.#shared = true;
    return new ContextCopy(this.#values);
  }

  set(variable: ContextVar<unknown>, value: unknown): void {
    isInUse = true;
    this.#own().set(variable, value);
  }

  delete(variable: ContextVar<unknown>): void {
    this.#own().delete(variable);
  }

  entries(): Iterable<[ContextVar<unknown>, unknown]> {
    return this.#values ?? [];
  }

  #own(): Values {
    if (this.#values === null) this.#values = new Map();
    else if (this.#shared) this.#values = new Map(this.#values);
    this.#shared = false;
    return this.#values;
  }
}

/** The context of code that no loop runs. */
const outside = new ContextCopy(null);
/** The one of every frame that is made before a variable is set anywhere. */
const BLANK = new ContextCopy(null);
let isInUse = false;
/** The context whose `run()` is being called now. */
let entered: Context | null = null;

// In a Worker only: the values that a call brings along find their variables by
// name. `null` for a name that two variables share.
let byName: Map<string, ContextVar<unknown> | null> | null = null;

/** Begins to note the variables that are made, by name. */
export function variablesByName(): ReadonlyMap<
  string,
  ContextVar<unknown> | null
> {
  return byName ??= new Map();
}

/** A frame's context itself; `copyContext()` gives a copy of it. */
export function contextOf(frame: Frame | null): Context {
  if (frame === null) return outside;
  if (frame._context === BLANK) frame._context = new ContextCopy(null);
  return frame._context;
}

/**
 * The context of a frame that the calling code is about to make: a copy of its
 * own. Most programs set no variable at all; their frames share one.
 */
export function inheritedContext(): Context {
  return isInUse ? currentContext().copy() : BLANK;
}

/** The context of the calling code, to be read only. */
function currentContext(): ContextCopy {
  return (currentFrame()?._context ?? outside) as ContextCopy;
}

/**
 * The context of a callback that is registered now: a copy, as `call_soon(f)`
 * takes; inside of `context.run()` that one, as `call_soon(f, context=context)`.
 */
export function callbackContext(): Context {
  return entered !== null && entered === currentFrame()?._context
    ? entered
    : inheritedContext();
}

/** The variables that are set in a context, with their values. */
export function contextEntries(
  context: Context,
): Iterable<[ContextVar<unknown>, unknown]> {
  return (context as ContextCopy).entries();
}

/**
 * Copies the current context.
 *
 * @returns The copy.
 *
 * @example
 * ```ts
 * import { ContextVar, copyContext } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * const color = new ContextVar<string>("color");
 * const context = copyContext();
 * context.run(() => color.set("red"));
 * assertEquals(context.get(color), "red");
 * ```
 */
export function copyContext(): Context {
  return contextOf(currentFrame()).copy();
}

/**
 * A variable with one value per task.
 *
 * @typeParam T The type of its value.
 *
 * @example
 * ```ts
 * import { ContextVar, createTask, run } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * const request = new ContextVar("request", { default: 0 });
 *
 * await run(async () => {
 *   request.set(1);
 *   await createTask(async () => {
 *     assertEquals(request.get(), 1);
 *     request.set(2);
 *   });
 *   assertEquals(request.get(), 1);
 * });
 * ```
 */
export class ContextVar<T> {
  /** The name, for people. */
  readonly name: string;
  readonly #default: T | undefined;
  readonly #hasDefault: boolean;

  /**
   * Makes a ContextVar.
   *
   * @param name The name, for people.
   * @param options `default`: what `get()` gives where nothing was set.
   */
  constructor(name: string, options?: { default?: T }) {
    this.name = name;
    this.#hasDefault = options !== undefined && "default" in options;
    this.#default = options?.default;
    if (byName !== null) {
      const variable = byName.has(name) ? null : this as ContextVar<unknown>;
      byName.set(name, variable);
    }
  }

  /**
   * The value in the current context.
   *
   * @returns The value, else the variable's default.
   * @throws {ReferenceError} When the variable is unset and has no default.
   */
  get(): T;
  /**
   * The value in the current context.
   *
   * @typeParam D The type of the fallback.
   * @param fallback What to give when the variable is unset; it goes before the variable's default.
   * @returns The value or the fallback.
   */
  get<D>(fallback: D): T | D;
  get<D>(...fallback: [] | [D]): T | D {
    const context = currentContext();
    if (context.has(this as ContextVar<unknown>)) return context.get(this) as T;
    if (fallback.length > 0) return fallback[0] as D;
    if (this.#hasDefault) return this.#default as T;
    throw new ReferenceError(
      `Cannot get the context variable "${this.name}": it is unset and has no default`,
    );
  }

  /**
   * Sets the value in the current context.
   *
   * @param value The new value.
   * @returns A token with which `reset()` restores the old one.
   */
  set(value: T): ContextToken<T> {
    const context = contextOf(currentFrame()) as ContextCopy;
    const variable = this as ContextVar<unknown>;
    const token = new Token<T>(
      this,
      context,
      context.has(variable),
      context.get(this),
    );
    context.set(variable, value);
    return token;
  }

  /**
   * Restores the value that the variable had before a `set()`.
   *
   * @param token What that `set()` gave back.
   * @throws {RangeError} If the token is another variable's or another context's.
   * @throws {RuntimeError} If it was used before.
   */
  reset(token: ContextToken<T>): void {
    if (!(token instanceof Token)) {
      throw new TypeError(
        "Cannot reset: expected the token that set() returned",
      );
    }
    if (token.variable !== this) {
      throw new RangeError(
        `Cannot reset "${this.name}": the token was created by a different ContextVar`,
      );
    }
    const context = contextOf(currentFrame()) as ContextCopy;
    if (token.context !== context) {
      throw new RangeError(
        `Cannot reset "${this.name}": the token was created in a different Context`,
      );
    }
    token.use();
    const variable = this as ContextVar<unknown>;
    if (token.hadValue) context.set(variable, token.oldValue);
    else context.delete(variable);
  }
}

class Token<T> implements ContextToken<T> {
  #used = false;
  constructor(
    readonly variable: ContextVar<T>,
    readonly context: Context,
    readonly hadValue: boolean,
    readonly oldValue: T | undefined,
  ) {}

  use(): void {
    if (this.#used) {
      throw new RuntimeError(
        `Cannot reset "${this.variable.name}": the token has already been used once`,
      );
    }
    this.#used = true;
  }
}
