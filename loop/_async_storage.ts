/**
 * One value for each async context, kept over every `await`: what AsyncLocalStorage
 * is, and the start of a function in a context that was captured before.
 */
import {
  type AsyncHooks,
  asyncHooks,
  type AsyncLocalStorage,
  type Core,
  findCore,
} from "./_host.ts";

/** The async context of some code, with what others have put into it. */
export type Origin = unknown;

export interface AsyncStorage<T> {
  /** The value in the context of the code that asks. */
  getStore(): T | undefined;
  /** Runs a function, and all that it awaits, with a value. */
  run<A extends unknown[], R>(store: T, fn: (...args: A) => R, ...args: A): R;
  /** What `runFrom()` has its function inherit. */
  capture(): Origin;
  /** The same as `run()` in a captured context, now or a microtask later. */
  runFrom<A>(origin: Origin, store: T, fn: (arg: A) => void, arg: A): void;
}

/** A storage as this runtime has it; `null` in a browser. */
export function makeAsyncStorage<T>(): AsyncStorage<T> | null {
  const core = findCore();
  if (core !== null) return new CoreStorage<T>(core);
  const hooks = asyncHooks();
  return hooks === undefined ? null : new PublicStorage<T>(hooks);
}

/** The key of this copy of the module, among the values that others keep in a context. */
const KEY = Symbol("asyncio");

/**
 * Deno keeps a context as an object with a property for each AsyncLocalStorage;
 * a copy is made to change one. A context with nothing in it but ours is of this
 * class: a small object, where theirs are hash tables.
 */
class Ours {
  readonly [KEY]: unknown;

  constructor(store: unknown) {
    this[KEY] = store;
  }
}

class CoreStorage<T> implements AsyncStorage<T> {
  readonly #get: Core["getAsyncContext"];
  readonly #set: Core["setAsyncContext"];

  constructor(core: Core) {
    this.#get = core.getAsyncContext;
    this.#set = core.setAsyncContext;
  }

  getStore(): T | undefined {
    const context = this.#get() as { [KEY]?: T } | null | undefined;
    return context === undefined || context === null ? undefined : context[KEY];
  }

  run<A extends unknown[], R>(store: T, fn: (...args: A) => R, ...args: A): R {
    const before = this.#get();
    this.#set(withStore(before, store));
    try {
      return fn(...args);
    } finally {
      this.#set(before);
    }
  }

  // A task that nobody has given more than its frame keeps nothing of its creator.
  capture(): Origin {
    const context = this.#get();
    return isOurs(context) ? null : context;
  }

  runFrom<A>(origin: Origin, store: T, fn: (arg: A) => void, arg: A): void {
    const before = this.#get();
    this.#set(withStore(origin as object | null, store));
    try {
      fn(arg);
    } finally {
      this.#set(before);
    }
  }
}

function isOurs(context: object | null | undefined): boolean {
  return context === null || context === undefined || context instanceof Ours;
}

function withStore(context: object | null | undefined, store: unknown): object {
  return isOurs(context)
    ? new Ours(store)
    : { __proto__: null, ...context, [KEY]: store };
}

type Resolve = (value: void) => void;

let latestResolve: Resolve;
function executor(resolve: Resolve): void {
  latestResolve = resolve;
}

/**
 * A context can be taken back from AsyncLocalStorage only by a reaction that was
 * made in it: that is the origin. The store is entered when it runs; entered
 * before, thousands of new tasks would hold as many contexts.
 */
class PublicStorage<T> implements AsyncStorage<T> {
  readonly #storage: AsyncLocalStorage<T>;
  /** Those whose reaction comes next: one, unless loops take turns. */
  readonly #starting: (() => void)[] = [];
  readonly #startNext = (): void => this.#starting.shift()?.();

  constructor({ AsyncLocalStorage }: AsyncHooks) {
    this.#storage = new AsyncLocalStorage<T>();
  }

  getStore(): T | undefined {
    return this.#storage.getStore();
  }

  run<A extends unknown[], R>(store: T, fn: (...args: A) => R, ...args: A): R {
    return this.#storage.run(store, fn, ...args);
  }

  capture(): Origin {
    new Promise<void>(executor).then(this.#startNext);
    return latestResolve;
  }

  runFrom<A>(origin: Origin, store: T, fn: (arg: A) => void, arg: A): void {
    this.#starting.push(() => this.#storage.run(store, fn, arg));
    (origin as Resolve)();
  }
}
