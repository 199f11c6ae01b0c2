// Random programs of all primitives log here what they log in CPython; where
// there is no CPython, what must hold in any case is checked alone.
// @run --allow-read=. --allow-run=python3.14,python3.13,python3
import { assertEquals, assertThrows } from "@std/assert";
import { findCPython } from "../conformance/_cpython.ts";
import { check, checkInvariants, fuzz } from "./fuzz.ts";
import { interpret } from "./interpreter.ts";
import { Oracle } from "./oracle.ts";
import type { Program } from "./program.ts";
import regressions from "./regressions.json" with { type: "json" };

const SEED = 20_260_731;
const PROGRAMS = 300;

const python = await findCPython();
const isFound = typeof python !== "string";
const beside = isFound
  ? `as CPython 3.${python.minor} does`
  : `invariants only, because ${python}`;

Deno.test(`${PROGRAMS} random programs: ${beside}`, async () => {
  const oracle = isFound ? new Oracle(python) : null;
  try {
    const { problem } = await fuzz(PROGRAMS, SEED, oracle);
    if (problem !== null) throw new Error(problem);
  } finally {
    await oracle?.[Symbol.asyncDispose]();
  }
});

Deno.test(`programs that once differed: ${beside}`, async (t) => {
  const oracle = isFound ? new Oracle(python) : null;
  try {
    for (const { found, program } of regressions) {
      await t.step(found, async () => {
        await check(program as Program, oracle);
      });
    }
  } finally {
    await oracle?.[Symbol.asyncDispose]();
  }
});

const quiet: Program = {
  queues: [0, 0, 0],
  semaphores: [1, 1, 1],
  barriers: [2, 2],
  readers: [64, 64],
  roots: [{ name: "root 0", body: [{ do: "put", at: 0, nowait: true }] }],
};

Deno.test("a log with a lost item, permit or task breaks an invariant", async () => {
  const lines = await interpret(quiet);
  checkInvariants(quiet, lines);
  const problems = [
    ["queue 0: 1 0 1", "queue 0: 1 0 0"],
    ["semaphore 1: 0 1", "semaphore 1: 0 0"],
    ["locks: [no, no, no, no]", "locks: [yes, no, no, no]"],
    ["barriers: [0, 0]", "barriers: [1, 0]"],
    ["root 0: root 0 0", "root 0: is stuck"],
  ].map(([line, worse]) => {
    const changed = lines.map((each) => each === line ? worse as string : each);
    const error = assertThrows(() => checkInvariants(quiet, changed), Error);
    return error.message.split("\n")[0];
  });
  assertEquals(problems, [
    "queue 0: put 1, got 0, left 0",
    "semaphore 1: 1 + 0 permits, 0 free",
    "a lock is held by nobody",
    "somebody waits at a barrier",
    "a task does not end, however often it is cancelled",
  ]);
});

Deno.test("the same seed gives the same programs", async () => {
  const first = await fuzz(20, 1, null);
  assertEquals(await fuzz(20, 1, null), first);
});
