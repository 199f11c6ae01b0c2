/**
 * A call of a function in a Worker: what is sent, and how it ends.
 *
 *     queued ─▶ running ─▶ settled
 *       └──────────┴─ cancelling ─▲   (asked by its AbortSignals)
 */
import { CancelledError, RuntimeError } from "./errors.ts";
import {
  blame,
  isMoved,
  locate,
  type Named,
  notCallable,
  type Packed,
  shorten,
  unpack,
} from "./_crossing.ts";
import { type Target, transferOf } from "./module_function.ts";
import type { Answer, Order } from "./_worker.ts";

type CallOrder = Order & { kind: "call" };
type CallState = "queued" | "running" | "cancelling" | "settled";

/** A promise that others settle. */
export interface Outcome<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
}

export function makeOutcome<T>(): Outcome<T> {
  let settle: Omit<Outcome<T>, "promise"> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle as Omit<Outcome<T>, "promise"> };
}

/** One call of a function in a Worker. */
export class Call<T> implements PromiseLike<T> {
  state: CallState = "queued";
  order: CallOrder;
  transfer: Transferable[];
  readonly name: string;
  readonly specifier: string;
  /** The AbortSignals among the arguments; copies of them go to the Worker. */
  readonly signals: [place: number, signal: AbortSignal][] = [];
  readonly #cancel: (call: Call<unknown>) => boolean;
  readonly #outcome = makeOutcome<T>();
  readonly #origin = new Error();
  #message: string | undefined;

  constructor(
    target: Target,
    args: unknown[],
    cancel: (call: Call<unknown>) => boolean,
  ) {
    this.name = target.name;
    this.specifier = target.specifier;
    this.#cancel = cancel;
    this.transfer = args.flatMap((arg) =>
      isMoved(arg) ? [arg] : transferOf(arg)
    );
    for (const [place, arg] of args.entries()) {
      if (arg instanceof AbortSignal) this.signals.push([place, arg]);
    }
    this.order = {
      kind: "call",
      specifier: target.specifier,
      name: target.name,
      args: args.map((arg) => arg instanceof AbortSignal ? null : arg),
      scope: target.scope,
      signals: [],
    };
  }

  then<A = T, B = never>(
    onfulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#outcome.promise.then(onfulfilled, onrejected);
  }

  cancel(message?: string): boolean {
    if (this.state === "settled") return false;
    this.#message = message;
    return this.#cancel(this as Call<unknown>);
  }

  resolve(value: T): void {
    this.state = "settled";
    this.#outcome.resolve(value);
  }

  /** Ends it with an error that was made in the Worker. */
  fail(packed: Packed): void {
    this.#reject(unpack(packed, this.#origin));
  }

  /** Ends it with an error that the pool found out. */
  reject(error: Error): void {
    this.#reject(blame(error, this.#origin));
  }

  rejectCancelled(): void {
    this.#reject(new CancelledError(this.#message));
  }

  #reject(error: unknown): void {
    this.state = "settled";
    this.#outcome.reject(error);
  }
}

/** Ends a call as its Worker answered. */
export function settle(call: Call<unknown>, answer: Answer): void {
  const { name, specifier } = call;
  switch (answer.kind) {
    case "value":
      return call.resolve(answer.value);
    case "missing":
      return call.reject(
        new TypeError(
          notCallable(name, specifier, answer.found, answer.names),
        ),
      );
    case "uncloneable":
      return call.reject(
        new TypeError(
          `Cannot return the result${answer.path} of ${name}() from a Worker: it is ${answer.what}`,
        ),
      );
    case "unloadable": {
      const cause = unpack(answer.error);
      const message = cause instanceof Error ? cause.message : String(cause);
      return call.reject(
        new RuntimeError(
          `Cannot load ${shorten(specifier)} in a Worker: ${message}`,
          { cause },
        ),
      );
    }
    default:
      return call.fail(answer.error);
  }
}

/** Does what clones the call's order; values of the context that cannot be cloned are left out. */
export function sendable<R>(call: Call<unknown>, clone: () => R): R {
  try {
    return clone();
  } catch (error) {
    if ((error as Error)?.name !== "DataCloneError") throw error;
    const { order, name, transfer } = call;
    for (const [place, arg] of order.args.entries()) {
      const found = locate(arg, "", transfer);
      if (found === null) continue;
      throw new TypeError(
        `Cannot send argument ${place + 1}${
          found[0]
        } of ${name}() to a Worker: it is ${found[1]}`,
        { cause: error },
      );
    }
    const { variables, storages } = order.scope;
    const scope = {
      variables: variables.filter(isCloneable),
      storages: storages.filter(isCloneable),
    };
    if (
      scope.variables.length === variables.length &&
      scope.storages.length === storages.length
    ) {
      throw new TypeError(
        `Cannot send the arguments of ${name}() to a Worker: ${
          (error as Error).message
        }`,
        { cause: error },
      );
    }
    order.scope = scope;
    return sendable(call, clone);
  }
}

function isCloneable([, value]: Named[number]): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
