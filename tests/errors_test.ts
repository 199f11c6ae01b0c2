import { assert, assertEquals } from "@std/assert";
import {
  BrokenBarrierError,
  CancelledError,
  ExceptionGroup,
  IncompleteReadError,
  InvalidStateError,
  KeyboardInterrupt,
  LimitOverrunError,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  RuntimeError,
  TimeoutError,
} from "../mod.ts";
import { thrownBy, words } from "./_transcript.ts";

Deno.test("errors carry their class name, message, cause and a stack that begins with them", () => {
  for (
    const Kind of [
      BrokenBarrierError,
      CancelledError,
      InvalidStateError,
      QueueEmpty,
      QueueFull,
      QueueShutDown,
      RuntimeError,
      TimeoutError,
    ]
  ) {
    const error = new Kind("what happened", { cause: 1 });
    assertEquals(
      [error.name, error.message, error.cause, error instanceof Error],
      [Kind.name, "what happened", 1, true],
    );
    assertEquals(words(new Kind()), Kind.name);
    assert(String(error.stack).includes("what happened"));
  }
});

Deno.test("KeyboardInterrupt says the signal; read errors say how much", () => {
  assertEquals(
    [
      words(new KeyboardInterrupt()),
      words(new KeyboardInterrupt("SIGTERM")),
      new KeyboardInterrupt("SIGTERM").signal,
      words(new IncompleteReadError(new Uint8Array(3), 5)),
      words(new IncompleteReadError(new Uint8Array(3), null)),
      words(new LimitOverrunError("too long", 7)),
      new LimitOverrunError("too long", 7).consumed,
    ],
    [
      "KeyboardInterrupt: interrupted by Ctrl-C",
      "KeyboardInterrupt: ended by SIGTERM",
      "SIGTERM",
      "IncompleteReadError: 3 bytes read on a total of 5 expected bytes",
      "IncompleteReadError: 3 bytes read on a total of undefined expected bytes",
      "LimitOverrunError: too long",
      7,
    ],
  );
});

Deno.test("ExceptionGroup: split() and subgroup() keep the nesting", () => {
  const group = new ExceptionGroup("outer", [
    new TypeError("t1"),
    new ExceptionGroup("inner", [new TypeError("t2"), new RangeError("r")]),
    "text",
  ]);
  const isType = (error: unknown) => error instanceof TypeError;
  const [types, rest] = group.split(isType);
  assertEquals(
    [
      words(types),
      words(rest),
      words(group.subgroup(isType)),
      group.subgroup(() => false),
      group.subgroup(() => true) === group,
      types?.message,
      group instanceof AggregateError,
    ],
    [
      "ExceptionGroup(TypeError: t1, ExceptionGroup(TypeError: t2))",
      "ExceptionGroup(ExceptionGroup(RangeError: r), thrown: text)",
      "ExceptionGroup(TypeError: t1, ExceptionGroup(TypeError: t2))",
      null,
      true,
      "outer",
      true,
    ],
  );
});

Deno.test("ExceptionGroup needs an error; a predicate's error comes out", () => {
  assertEquals(
    [
      thrownBy(() => new ExceptionGroup("none", [])),
      thrownBy(() =>
        new ExceptionGroup("one", [1]).split(() => {
          throw new RangeError("in the predicate");
        })
      ),
    ],
    [
      "RangeError: Cannot make an ExceptionGroup: second argument (exceptions) must be a non-empty sequence",
      "RangeError: in the predicate",
    ],
  );
});
