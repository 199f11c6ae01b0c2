/**
 * Stands in for `@std/testing/mock` where JSR cannot be reached: spies and
 * stubs, without its sessions and call-by-call checks.
 *
 * @module
 */
import { assertEquals } from "@std/assert";

/** One call of a spy. */
export interface SpyCall<Self, Args extends unknown[], Return> {
  args: Args;
  self?: Self;
  returned?: Return;
  error?: Error;
}

/** A function that remembers its calls. */
export interface Spy<Self, Args extends unknown[], Return> {
  (this: Self, ...args: Args): Return;
  calls: SpyCall<Self, Args, Return>[];
}

/** A spy in the place of a method. */
export interface MethodSpy<Self, Args extends unknown[], Return>
  extends Spy<Self, Args, Return>, Disposable {
  restored: boolean;
  restore(): void;
}

function record<Self, Args extends unknown[], Return>(
  fn: (this: Self, ...args: Args) => Return,
): Spy<Self, Args, Return> {
  const calls: SpyCall<Self, Args, Return>[] = [];
  function spied(this: Self, ...args: Args): Return {
    const call: SpyCall<Self, Args, Return> = { args };
    if (this) call.self = this;
    calls.push(call);
    try {
      call.returned = fn.apply(this, args);
      return call.returned;
    } catch (error) {
      call.error = error as Error;
      throw error;
    }
  }
  return Object.assign(spied, { calls });
}

type Method<Self, Key extends keyof Self> = Self[Key] extends
  (...args: infer Args) => infer Return ? [Args, Return] : never;

/** Puts `fn` in the place of a method until it is restored. */
export function stub<Self extends object, Key extends keyof Self>(
  self: Self,
  key: Key,
  fn: (this: Self, ...args: Method<Self, Key>[0]) => Method<Self, Key>[1],
): MethodSpy<Self, Method<Self, Key>[0], Method<Self, Key>[1]> {
  const before = Object.getOwnPropertyDescriptor(self, key);
  const method = Object.assign(record(fn), {
    restored: false,
    restore(): void {
      if (method.restored) throw new Error("Cannot restore: already restored");
      method.restored = true;
      if (before) Object.defineProperty(self, key, before);
      else Reflect.deleteProperty(self, key);
    },
    [Symbol.dispose](): void {
      if (!method.restored) method.restore();
    },
  });
  Object.defineProperty(self, key, {
    value: method,
    configurable: true,
    writable: true,
    enumerable: before?.enumerable ?? false,
  });
  return method;
}

/** A function that remembers its calls, and does nothing else. */
export function spy(): Spy<unknown, unknown[], undefined>;
/** `fn`, remembering its calls. */
export function spy<Self, Args extends unknown[], Return>(
  fn: (this: Self, ...args: Args) => Return,
): Spy<Self, Args, Return>;
/** A method, remembering its calls until it is restored. */
export function spy<Self extends object, Key extends keyof Self>(
  self: Self,
  key: Key,
): MethodSpy<Self, Method<Self, Key>[0], Method<Self, Key>[1]>;
export function spy<Self extends object, Key extends keyof Self>(
  target?: Self | ((...args: unknown[]) => unknown),
  key?: Key,
): unknown {
  if (key !== undefined && target !== undefined) {
    const self = target as Self;
    const method = self[key] as (
      this: Self,
      ...args: Method<Self, Key>[0]
    ) => Method<Self, Key>[1];
    return stub(self, key, method);
  }
  return record((target ?? (() => undefined)) as () => unknown);
}

/** Throws unless the spy was called so many times. */
export function assertSpyCalls<Self, Args extends unknown[], Return>(
  spy: Spy<Self, Args, Return>,
  expected: number,
): void {
  assertEquals(spy.calls.length, expected, "number of calls of the spy");
}

/** Throws unless the call of that index has all that `expected` states. */
export function assertSpyCall<Self, Args extends unknown[], Return>(
  spy: Spy<Self, Args, Return>,
  index: number,
  expected: Partial<SpyCall<Self, Args, Return>> = {},
): void {
  const call = spy.calls[index];
  if (!call) throw new Error(`Cannot check call ${index}: not called so often`);
  if (expected.args) assertEquals(call.args, expected.args);
  if ("self" in expected) assertEquals(call.self, expected.self);
  if ("returned" in expected) assertEquals(call.returned, expected.returned);
}
