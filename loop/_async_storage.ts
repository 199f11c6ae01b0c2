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

/** The key of this copy of the module, among the values that others keep in a context. */
const KEY = Symbol("asyncio");

/**
 * What an async context holds of the module's. V8 keeps that over a minor
 * collection, whoever has ended meanwhile; so its value can be changed, lest all
 * that hangs on one grow old with it.
 *
 * Deno keeps a context as an object with a property for each AsyncLocalStorage; a
 * copy is made to change one. A context with nothing in it but ours is the slot
 * itself, where theirs are hash tables.
 */
export class Slot<T> {
  readonly [KEY]: Slot<T> = this;
  // Private: a copy of the context gets the slot, and not what it holds now.
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set value(value: T) {
    this.#value = value;
  }
}

export interface AsyncStorage<T> {
  /** The slot in the context of the code that asks. */
  getSlot(): Slot<T> | undefined;
  /** Runs a function, and all that it awaits, with a value. */
  run<A extends unknown[], R>(value: T, fn: (...args: A) => R, ...args: A): R;
  /** What `runFrom()` has its function inherit. */
  capture(): Origin;
  /** The same as `run()` in a captured context, now or a microtask later. */
  runFrom<A>(origin: Origin, value: T, fn: (arg: A) => void, arg: A): void;
}

/** A storage as this runtime has it; `null` in a browser. */
export function makeAsyncStorage<T>(): AsyncStorage<T> | null {
  const core = findCore();
  if (core !== null) return new CoreStorage<T>(core);
  const hooks = asyncHooks();
  return hooks === undefined ? null : new PublicStorage<T>(hooks);
}

class CoreStorage<T> implements AsyncStorage<T> {
  readonly #get: Core["getAsyncContext"];
  readonly #set: Core["setAsyncContext"];

  constructor(core: Core) {
    this.#get = core.getAsyncContext;
    this.#set = core.setAsyncContext;
  }

  getSlot(): Slot<T> | undefined {
    const context = this.#get() as { [KEY]?: Slot<T> } | null | undefined;
    return context === undefined || context === null ? undefined : context[KEY];
  }

  run<A extends unknown[], R>(value: T, fn: (...args: A) => R, ...args: A): R {
    const before = this.#get();
    this.#set(withSlot(before, new Slot(value)));
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

  runFrom<A>(origin: Origin, value: T, fn: (arg: A) => void, arg: A): void {
    const before = this.#get();
    this.#set(withSlot(origin as object | null, new Slot(value)));
    try {
      fn(arg);
    } finally {
      this.#set(before);
    }
  }
}

function isOurs(context: object | null | undefined): boolean {
  return context === null || context === undefined || context instanceof Slot;
}

function withSlot(
  context: object | null | undefined,
  slot: Slot<unknown>,
): object {
  return isOurs(context) ? slot : { __proto__: null, ...context, [KEY]: slot };
}

type Resolve = (value: void) => void;

let latestResolve: Resolve;
function executor(resolve: Resolve): void {
  latestResolve = resolve;
}

/**
 * A context can be taken back from AsyncLocalStorage only by a reaction that was
 * made in it: that is the origin. The slot is entered when it runs; entered
 * before, thousands of new tasks would hold as many contexts.
 */
class PublicStorage<T> implements AsyncStorage<T> {
  readonly #storage: AsyncLocalStorage<Slot<T>>;
  /** Those whose reaction comes next: one, unless loops take turns. */
  readonly #starting: (() => void)[] = [];
  readonly #startNext = (): void => this.#starting.shift()?.();

  constructor({ AsyncLocalStorage }: AsyncHooks) {
    this.#storage = new AsyncLocalStorage<Slot<T>>();
  }

  getSlot(): Slot<T> | undefined {
    return this.#storage.getStore();
  }

  run<A extends unknown[], R>(value: T, fn: (...args: A) => R, ...args: A): R {
    return this.#storage.run(new Slot(value), fn, ...args);
  }

  capture(): Origin {
    new Promise<void>(executor).then(this.#startNext);
    return latestResolve;
  }

  runFrom<A>(origin: Origin, value: T, fn: (arg: A) => void, arg: A): void {
    this.#starting.push(() => this.run(value, fn, arg));
    (origin as Resolve)();
  }
}
