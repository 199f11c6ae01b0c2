// Every program of this folder prints what CPython prints, on both clocks.
// @run --allow-read=. --allow-net=127.0.0.1 --allow-run=deno,python3.14,python3.13,python3,cat,sh,sleep,true
import { assertEquals } from "@std/assert";
import { comparable, compareWithCPython, findCPython } from "./_cpython.ts";
import { differences } from "./differences.ts";
import { assertPrints, diff, entries, file, output, strays } from "./_suite.ts";
import { markdown } from "./table.ts";

const all = entries();

// Delays are multiples of 20 ms. While a machine stands still for longer, timers
// fall due together: what a program then prints on the real clock tells nothing,
// and it runs again.
const TELLING = 15;

/** Gives, when called, the longest time that this process got no turn: milliseconds. */
function watchPauses(): () => number {
  const every = 5;
  let longest = 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last - every);
    last = now;
  };
  const timer = setInterval(look, every);
  return () => {
    clearInterval(timer);
    look();
    return longest;
  };
}

for (const clock of ["virtual", "real"] as const) {
  for (const entry of all) {
    if (!entry.translated || !entry.clocks.includes(clock)) continue;
    const { name, behaviour, expected, difference } = entry;
    const where = clock === "virtual" ? "" : " (real clock)";
    Deno.test(`\`${name}\`: ${behaviour}${where}`, async () => {
      const due = difference && "prints" in difference
        ? difference.prints
        : expected;
      let printed: string[];
      let pause: number;
      let runs = 0;
      do {
        const longestPause = watchPauses();
        printed = await output(entry, clock);
        pause = longestPause();
      } while (
        clock === "real" && pause > TELLING && ++runs < 10 &&
        diff(due, printed).length > 0
      );
      assertPrints(name, due, printed);
    });
  }
}

for (const { name, behaviour, lacks } of all) {
  if (!lacks) continue;
  Deno.test({
    name: `\`${name}\`: ${behaviour}: left out, mod.ts has no ` +
      lacks.join(", "),
    ignore: true,
    fn() {},
  });
}

Deno.test("every Python program is translated or a listed difference", () => {
  const wrong: string[] = strays().map((name) => `${name}: no .py beside it`);
  for (const { name, translated, lacks, difference } of all) {
    if (lacks) {
      if (translated) wrong.push(`${name}: both .ts and .ts.later`);
      if (lacks.length === 0) wrong.push(`${name}: can run, drop the .later`);
      continue;
    }
    const runs = difference === null || "prints" in difference;
    if (runs && !translated) wrong.push(`${name}: no translation`);
    if (!runs && translated) wrong.push(`${name}: translated and listed`);
  }
  for (const { program } of differences) {
    if (!all.some(({ name }) => name === program)) {
      wrong.push(`${program}: listed, but there is no such program`);
    }
  }
  assertEquals(wrong, []);
});

Deno.test("every listed difference names the test that shows it", () => {
  const wrong: string[] = [];
  for (const { name, difference } of all) {
    if (difference === null || "prints" in difference) continue;
    const test = difference.test;
    const text = Deno.readTextFileSync(file(`../${test.file}`));
    if (!text.includes(test.name)) wrong.push(`${name}: ${test.name}`);
  }
  assertEquals(wrong, []);
});

Deno.test("TABLE.md is what table.ts writes", () => {
  assertEquals(Deno.readTextFileSync(file("TABLE.md")), markdown());
});

Deno.test("a diff shows the lines that are missing and those too many", () => {
  assertEquals(diff(["a", "b", "c"], ["a", "b", "c"]), []);
  assertEquals(diff(["a", "b", "c"], ["a", "c", "d"]), [
    "  a",
    "- b",
    "  c",
    "+ d",
  ]);
  assertEquals(diff(["a"], []), ["- a"]);
});

const python = await findCPython();
const due = typeof python === "string" ? [] : comparable(python, all);
const newer = all.length - due.length;
Deno.test({
  name: typeof python === "string"
    ? `CPython prints what is recorded: left out, ${python}`
    : `CPython 3.${python.minor} prints what is recorded: ` +
      `${due.length} programs` + (newer ? `, ${newer} need 3.14` : ""),
  ignore: typeof python === "string",
  async fn() {
    if (typeof python === "string") return;
    await compareWithCPython(python, due);
    console.log(`${due.length} programs compared with ${python.command}`);
  },
});
