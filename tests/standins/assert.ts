/**
 * Stands in for `@std/assert` where JSR cannot be reached: the same names over
 * `node:assert`. Where the two differ this one is the stricter, so that what
 * passes here passes with the real package.
 *
 * @module
 */
import strict from "node:assert/strict";
import { inspect, isDeepStrictEqual } from "node:util";

/** A class of errors, whatever its constructor takes. */
type ErrorClass<E extends Error> = abstract new (...args: never[]) => E;

/** What a failed assertion throws. */
export class AssertionError extends Error {
  override name = "AssertionError";
}

function failure(what: string, msg?: string, detail?: string): AssertionError {
  const head = msg === undefined ? `${what}.` : `${what}: ${msg}`;
  return new AssertionError(detail === undefined ? head : `${head}\n${detail}`);
}

function show(value: unknown): string {
  return inspect(value, { depth: 4, breakLength: 72 });
}

function diff(actual: unknown, expected: unknown): string {
  if (typeof actual === "string" && typeof expected === "string") {
    // Line by line, or a transcript in one string would be one long line.
    const [a, b] = [actual.split("\n"), expected.split("\n")];
    if (a.length > 1 || b.length > 1) return diff(a, b);
  }
  try {
    strict.deepStrictEqual(actual, expected);
  } catch (error) {
    // The first line says "Expected values to be strictly deep-equal".
    return (error as Error).message.split("\n").slice(1).join("\n");
  }
  return `+ ${show(actual)}\n- ${show(expected)}`;
}

/** Whether two values are deeply equal. */
export function equal(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}

/** Throws unless `expr` is truthy. */
export function assert(expr: unknown, msg = ""): asserts expr {
  if (!expr) throw new AssertionError(msg);
}

/** Throws unless `expr` is falsy. */
export function assertFalse(expr: unknown, msg?: string): void {
  if (expr) throw failure(`Expected a falsy value, got ${show(expr)}`, msg);
}

/** Throws unless the values are deeply equal. */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  if (!equal(actual, expected)) {
    throw failure("Values are not equal", msg, diff(actual, expected));
  }
}

/** Throws when the values are deeply equal. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  if (equal(actual, expected)) {
    throw failure(`Expected values to differ, both are ${show(actual)}`, msg);
  }
}

/** Throws unless the values are the same (`Object.is`). */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T {
  if (!Object.is(actual, expected)) {
    throw failure(
      "Values are not strictly equal",
      msg,
      `+ ${show(actual)}\n- ${show(expected)}`,
    );
  }
}

/** Throws when the values are the same (`Object.is`). */
export function assertNotStrictEquals<T>(
  actual: T,
  expected: T,
  msg?: string,
): void {
  if (Object.is(actual, expected)) {
    throw failure(
      `Expected values not to be the same, both are ${show(actual)}`,
      msg,
    );
  }
}

/** Throws when the value is `null` or `undefined`. */
export function assertExists<T>(
  actual: T,
  msg?: string,
): asserts actual is NonNullable<T> {
  if (actual === null || actual === undefined) {
    throw failure(`Expected a value, got ${actual}`, msg);
  }
}

/** Throws unless `actual > expected`. */
export function assertGreater<T>(actual: T, expected: T, msg?: string): void {
  if (actual > expected) return;
  throw failure(`Expected ${show(actual)} > ${show(expected)}`, msg);
}

/** Throws unless `actual >= expected`. */
export function assertGreaterOrEqual<T>(
  actual: T,
  expected: T,
  msg?: string,
): void {
  if (actual >= expected) return;
  throw failure(`Expected ${show(actual)} >= ${show(expected)}`, msg);
}

/** Throws unless `actual < expected`. */
export function assertLess<T>(actual: T, expected: T, msg?: string): void {
  if (actual < expected) return;
  throw failure(`Expected ${show(actual)} < ${show(expected)}`, msg);
}

/** Throws unless `actual <= expected`. */
export function assertLessOrEqual<T>(
  actual: T,
  expected: T,
  msg?: string,
): void {
  if (actual <= expected) return;
  throw failure(`Expected ${show(actual)} <= ${show(expected)}`, msg);
}

/** Throws unless the numbers differ by no more than `tolerance`. */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  msg?: string,
): void {
  if (Object.is(actual, expected)) return;
  const allowed = tolerance ??
    (Number.isFinite(expected) ? Math.abs(expected * 1e-7) : 1e-7);
  if (Math.abs(expected - actual) <= allowed) return;
  throw failure(
    `Expected ${actual} to be within ${allowed} of ${expected}`,
    msg,
  );
}

/** Throws unless the string holds the other. */
export function assertStringIncludes(
  actual: string,
  expected: string,
  msg?: string,
): void {
  if (actual.includes(expected)) return;
  throw failure(`Expected ${show(actual)} to include ${show(expected)}`, msg);
}

/** Throws unless the expression matches the string. */
export function assertMatch(
  actual: string,
  expected: RegExp,
  msg?: string,
): void {
  if (expected.test(actual)) return;
  throw failure(`Expected ${show(actual)} to match ${expected}`, msg);
}

/** Throws when the expression matches the string. */
export function assertNotMatch(
  actual: string,
  expected: RegExp,
  msg?: string,
): void {
  if (!expected.test(actual)) return;
  throw failure(`Expected ${show(actual)} not to match ${expected}`, msg);
}

/** Throws unless every expected item is among the actual ones. */
export function assertArrayIncludes<T>(
  actual: ArrayLike<T>,
  expected: ArrayLike<T>,
  msg?: string,
): void {
  const items = Array.from(actual);
  const missing = Array.from(expected).filter((item) =>
    !items.some((other) => equal(item, other))
  );
  if (missing.length === 0) return;
  throw failure(
    `Expected ${show(items)} to include ${show(missing)}`,
    msg,
  );
}

/** What `actual` holds of the members that `expected` names, at every depth. */
function overlap(actual: unknown, expected: unknown): unknown {
  const plain = (value: unknown): value is Record<PropertyKey, unknown> =>
    Array.isArray(value) ||
    typeof value === "object" && value !== null &&
      !/^\[object (Map|Set|Date|RegExp)\]$/.test(
        Object.prototype.toString.call(value),
      );
  if (!plain(actual) || !plain(expected)) return actual;
  return Object.fromEntries(
    Reflect.ownKeys(expected)
      .filter((key) => key in actual)
      .map((key) => [key, overlap(actual[key], expected[key])]),
  );
}

/** Throws unless `actual` holds all that `expected` holds, at every depth. */
export function assertObjectMatch(
  actual: object,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void {
  assertEquals(overlap(actual, expected), overlap(expected, expected), msg);
}

/** Throws unless the value is an instance of the class. */
export function assertInstanceOf<T>(
  actual: unknown,
  expectedType: abstract new (...args: never[]) => T,
  msg?: string,
): asserts actual is T {
  if (actual instanceof expectedType) return;
  throw failure(
    `Expected an instance of ${expectedType.name}, got ${show(actual)}`,
    msg,
  );
}

/** Throws when the value is an instance of the class. */
export function assertNotInstanceOf<T>(
  actual: unknown,
  unexpectedType: abstract new (...args: never[]) => T,
  msg?: string,
): void {
  if (!(actual instanceof unexpectedType)) return;
  throw failure(
    `Expected no instance of ${unexpectedType.name}, got ${show(actual)}`,
    msg,
  );
}

/** Throws unless the value is an error of the class, with the message. */
export function assertIsError<E extends Error = Error>(
  error: unknown,
  errorClass?: ErrorClass<E>,
  msgMatches?: string | RegExp,
  msg?: string,
): asserts error is E {
  if (!(error instanceof Error)) {
    throw failure(`Expected an Error, got ${show(error)}`, msg);
  }
  if (errorClass && !(error instanceof errorClass)) {
    throw failure(
      `Expected error to be instance of "${errorClass.name}", but was ` +
        `"${error.constructor?.name}"`,
      msg,
      error.stack,
    );
  }
  if (msgMatches === undefined) return;
  const matches = typeof msgMatches === "string"
    ? error.message.includes(msgMatches)
    : msgMatches.test(error.message);
  if (matches) return;
  throw failure(
    `Expected error message to include ${show(msgMatches)}, but got ` +
      show(error.message),
    msg,
  );
}

function checkError<E extends Error>(
  error: unknown,
  errorClassOrMsg?: ErrorClass<E> | string,
  msgIncludes?: string,
  msg?: string,
): void {
  if (typeof errorClassOrMsg === "function") {
    assertIsError(error, errorClassOrMsg, msgIncludes, msg);
  }
}

/** Throws unless `fn` throws; returns the error. */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
/** Throws unless `fn` throws such an error; returns it. */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  errorClass: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  errorClassOrMsg?: ErrorClass<E> | string,
  msgIncludes?: string,
  msg?: string,
): unknown {
  try {
    fn();
  } catch (error) {
    checkError(error, errorClassOrMsg, msgIncludes, msg);
    return error;
  }
  const said = typeof errorClassOrMsg === "string" ? errorClassOrMsg : msg;
  throw failure("Expected function to throw", said);
}

/** Throws unless the promise that `fn` returns rejects; gives the error. */
export function assertRejects(
  fn: () => PromiseLike<unknown>,
  msg?: string,
): Promise<unknown>;
/** Throws unless the promise rejects with such an error; gives it. */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  errorClass: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  errorClassOrMsg?: ErrorClass<E> | string,
  msgIncludes?: string,
  msg?: string,
): Promise<unknown> {
  const said = typeof errorClassOrMsg === "string" ? errorClassOrMsg : msg;
  let promise: PromiseLike<unknown>;
  try {
    promise = fn();
  } catch (error) {
    throw failure(
      "Function throws when expected to reject",
      said,
      show(error),
    );
  }
  if (typeof promise?.then !== "function") {
    throw failure("Function throws when expected to reject", said);
  }
  try {
    await promise;
  } catch (error) {
    checkError(error, errorClassOrMsg, msgIncludes, msg);
    return error;
  }
  throw failure("Expected function to reject", said);
}

/** Throws always. */
export function fail(msg?: string): never {
  throw failure("Failed assertion", msg);
}

/** Throws always: this line must not be reached. */
export function unreachable(reason?: string): never {
  throw failure("Unreachable", reason);
}
