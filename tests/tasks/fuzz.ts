/**
 * `deno task fuzz [--programs N] [--seed S] [--families locks,errors]`: random
 * programs on this module and on CPython, whose logs must be equal; the first
 * that differs is made small. It belongs into tests/fuzz/regressions.json then.
 */
import { findCPython } from "../conformance/_cpython.ts";
import { fuzz } from "../fuzz/fuzz.ts";
import { Oracle } from "../fuzz/oracle.ts";
import { seconds } from "./_step.ts";

/** Programs between two lines of progress. */
const ROUND = 500;

function option(name: string, otherwise: number): number {
  const index = Deno.args.indexOf(`--${name}`);
  if (index < 0) return otherwise;
  const value = Number(Deno.args[index + 1]);
  if (Number.isInteger(value)) return value;
  console.error(`--${name} takes a whole number`);
  Deno.exit(2);
}

const count = option("programs", 5000);
const seed = option("seed", Math.floor(Math.random() * 1e9));
const at = Deno.args.indexOf("--families");
const families = at < 0 ? undefined : Deno.args[at + 1]?.split(",");
const python = await findCPython();
const isFound = typeof python !== "string";
console.log(
  isFound
    ? `beside CPython 3.${python.minor}`
    : `without CPython (${python}): invariants only`,
);
await using oracle = isFound ? new Oracle(python) : null;
const began = performance.now();
let programs = 0;
let lines = 0;
for (let round = 0; programs < count; round++) {
  const size = Math.min(ROUND, count - programs);
  const outcome = await fuzz(size, seed + round, oracle, families);
  if (outcome.problem !== null) {
    console.log(outcome.problem);
    Deno.exitCode = 1;
    break;
  }
  programs += outcome.programs;
  lines += outcome.lines;
  const took = seconds(performance.now() - began);
  console.log(`${programs} programs, ${lines} lines, ${took}: no difference`);
}
console.log(`seed ${seed}`);
