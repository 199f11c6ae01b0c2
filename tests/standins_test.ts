// What the other tests rely on; it holds for the real @std and the stand-ins.
import {
  assert,
  assertAlmostEquals,
  assertArrayIncludes,
  assertEquals,
  assertExists,
  assertFalse,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertIsError,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotEquals,
  assertObjectMatch,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  equal,
  fail,
  unreachable,
} from "@std/assert";
import { assertSpyCall, assertSpyCalls, spy, stub } from "@std/testing/mock";
import { FakeTime } from "@std/testing/time";

/** The names of the checks that passed, and of those that threw. */
function verdicts(checks: Record<string, () => unknown>): [string[], string[]] {
  const passed: string[] = [];
  const threw: string[] = [];
  for (const [name, check] of Object.entries(checks)) {
    try {
      check();
      passed.push(name);
    } catch (error) {
      assert(error instanceof AssertionError, `${name}: ${error}`);
      threw.push(name);
    }
  }
  return [passed, threw];
}

Deno.test("each assertion passes what holds", () => {
  const checks = {
    equals: () =>
      assertEquals({ a: [1, new Map([["k", NaN]])] }, {
        a: [1, new Map([["k", NaN]])],
      }),
    bytes: () => assertEquals(new Uint8Array([1, 2]), new Uint8Array([1, 2])),
    notEquals: () => assertNotEquals<unknown>([1], ["1"]),
    strictEquals: () => assertStrictEquals(NaN, NaN),
    exists: () => assertExists(0),
    falsy: () => assertFalse(""),
    greater: () => assertGreater(2, 1),
    greaterOrEqual: () => assertGreaterOrEqual(2, 2),
    less: () => assertLess("a", "b"),
    lessOrEqual: () => assertLessOrEqual(1, 1),
    almost: () => assertAlmostEquals(0.1 + 0.2, 0.3),
    includes: () => assertStringIncludes("abc", "bc"),
    match: () => assertMatch("abc", /^a/),
    array: () => assertArrayIncludes([{ a: 1 }, { a: 2 }], [{ a: 2 }]),
    object: () =>
      assertObjectMatch({ a: { b: 1, c: 2 }, d: [1, 2] }, {
        a: { b: 1 },
        d: [1, 2],
      }),
    instance: () => assertInstanceOf(new TypeError(), Error),
    isError: () => assertIsError(new TypeError("no x"), TypeError, /x$/),
  };
  assertEquals(verdicts(checks), [Object.keys(checks), []]);
});

Deno.test("each assertion throws an AssertionError for what does not hold", () => {
  const checks = {
    assert: () => assert(0),
    equals: () => assertEquals([1, [2]], [1, [3]]),
    order: () => assertEquals(["a", "b"], ["b", "a"]),
    types: () => assertEquals<unknown>([1], ["1"]),
    missingKey: () => assertEquals<unknown>({ a: undefined }, {}),
    classes: () => assertEquals<unknown>(new TypeError("x"), new Error("x")),
    notEquals: () => assertNotEquals([1], [1]),
    strictEquals: () => assertStrictEquals<unknown>([], []),
    exists: () => assertExists(null),
    falsy: () => assertFalse(1),
    greater: () => assertGreater(1, 1),
    greaterOrEqual: () => assertGreaterOrEqual(1, 2),
    less: () => assertLess(1, 1),
    lessOrEqual: () => assertLessOrEqual(2, 1),
    almost: () => assertAlmostEquals(1, 1.1, 0.01),
    includes: () => assertStringIncludes("abc", "x"),
    match: () => assertMatch("abc", /x/),
    array: () => assertArrayIncludes([1, 2], [3]),
    object: () => assertObjectMatch({ a: { b: 1 } }, { a: { b: 2 } }),
    objectKey: () => assertObjectMatch({}, { a: 1 }),
    instance: () => assertInstanceOf(new Error(), TypeError),
    isError: () => assertIsError(new TypeError("no x"), TypeError, "y"),
    noThrow: () => assertThrows(() => {}),
    otherClass: () => assertThrows(() => fail(), TypeError),
    otherMessage: () => assertThrows(() => fail("a"), AssertionError, "b"),
    fail: () => fail("always"),
    unreachable: () => unreachable(),
  };
  assertEquals(verdicts(checks), [[], Object.keys(checks)]);
});

Deno.test("a failed `assertEquals()` shows both sides and the reason given", () => {
  const error = assertThrows(
    () => assertEquals(["same", "got"], ["same", "wanted"], "the queue"),
    AssertionError,
  );
  for (const part of ["the queue", "got", "wanted"]) {
    assertStringIncludes(error.message, part);
  }
});

Deno.test("`assertThrows()` and `assertRejects()` give the error", async () => {
  const error = new RangeError("too far");
  const thrown = assertThrows(
    () => {
      throw error;
    },
    RangeError,
    "far",
  );
  const rejected = await assertRejects(
    () => Promise.reject(error),
    RangeError,
    "far",
  );
  assertStrictEquals(thrown, error);
  assertStrictEquals(rejected, error);
});

Deno.test("`assertRejects()` rejects when nothing is rejected, or thrown at once", async () => {
  const failures = [
    await assertRejects(() => assertRejects(() => Promise.resolve(1))),
    await assertRejects(() => assertRejects(() => fail("at once"))),
    await assertRejects(() =>
      assertRejects(() => Promise.reject(new Error("x")), TypeError)
    ),
  ];
  assertEquals(failures.map((it) => it instanceof AssertionError), [
    true,
    true,
    true,
  ]);
});

Deno.test("`equal()` compares sets, maps, dates and cycles by value", () => {
  const ring = () => {
    const list: unknown[] = [1];
    list.push(list);
    return list;
  };
  assertEquals([
    equal(new Set([1, 2]), new Set([2, 1])),
    equal(new Map([[{ a: 1 }, 1]]), new Map([[{ a: 1 }, 1]])),
    equal(new Date(1), new Date(1)),
    equal(new Date(1), new Date(2)),
    equal(ring(), ring()),
  ], [true, true, true, false, true]);
});

Deno.test("`FakeTime` runs timers in the order they fall due", async () => {
  const log: string[] = [];
  using time = new FakeTime(1000);
  setTimeout(() => log.push(`late ${Date.now()}`), 20);
  setTimeout(() => log.push(`early ${Date.now()}`), 10);
  const gone = setTimeout(() => log.push("never"), 15);
  clearTimeout(gone);
  time.tick(9);
  log.push("tick");
  time.tick(1);
  Promise.resolve().then(() => log.push("microtask"));
  await time.tickAsync(10);
  assertEquals(time.next(), false);
  setTimeout(() => setTimeout(() => log.push(`nested ${time.now}`), 5), 5);
  await time.runAllAsync();
  assertEquals(log, [
    "tick",
    "early 1010",
    "microtask",
    "late 1020",
    "nested 1030",
  ]);
  assertEquals(time.start, 1000);
});

Deno.test("`FakeTime` gives the real clock back", () => {
  const before = [Date, setTimeout, clearTimeout];
  const time = new FakeTime(0);
  assertEquals(Date.now(), 0);
  time.restore();
  assert(before.every((it, i) => it === [Date, setTimeout, clearTimeout][i]));
  assertThrows(() => time.restore(), Error, "already restored");
  assertThrows(() => FakeTime.restore(), Error, "already restored");
});

Deno.test("spies remember calls, stubs give the method back", () => {
  const add = spy((a: number, b: number) => a + b);
  assertEquals(add(1, 2), 3);
  assertSpyCalls(add, 1);
  assertSpyCall(add, 0, { args: [1, 2], returned: 3 });
  assertThrows(() => assertSpyCalls(add, 2), AssertionError);

  const greeter = { name: "a", greet: (to: string) => `hello ${to}` };
  const greet = greeter.greet;
  {
    using stubbed = stub(greeter, "greet", (to) => `bye ${to}`);
    assertEquals(greeter.greet("b"), "bye b");
    assertSpyCalls(stubbed, 1);
  }
  assertStrictEquals(greeter.greet, greet);
  const thrower = spy(() => {
    throw new TypeError("x");
  });
  assertThrows(() => thrower(), TypeError);
  assertInstanceOf(thrower.calls[0]?.error, TypeError);
});
