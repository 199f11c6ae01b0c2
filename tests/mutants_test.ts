// What `deno task mutate` changes, and what `deno task coverage` counts.
// @run --allow-read=.
import { assertEquals } from "@std/assert";
import { readLcov } from "./tasks/coverage.ts";
import { equivalents, isMeant } from "./tasks/_equivalent.ts";
import { mutantsOf, sample } from "./tasks/_mutants.ts";

Deno.test("code is changed; comments, strings and types are not", () => {
  const source = `import { a } from "./a === b.ts";
// if (a === 1) nothing();
function f(value: Map<true, string>): boolean {
  if (!value.has("x && y")) return;
  this.count += 1;
  return value.size < 2;
}
`;
  assertEquals(
    mutantsOf(source).map(({ line, change, after }) =>
      `${line} ${change}: ${after}`
    ),
    [
      '4 without !: if (value.has("x && y")) return;',
      '4 condition negated: if (!(!value.has("x && y"))) return;',
      '4 return removed: if (!value.has("x && y")) ;',
      "5 += to -=: this.count -= 1;",
      "5 1 to 2: this.count += 2;",
      "5 statement removed: ;",
      "6 < to <=: return value.size <= 2;",
      "6 2 to 3: return value.size < 3;",
    ],
  );
});

Deno.test("a mutant is the whole text with one change", () => {
  assertEquals(
    mutantsOf("a();\nwhile (b) c--;\n").map(({ text }) => text),
    ["a();\nwhile (b) c++;\n", "a();\nwhile (!(b)) c--;\n"],
  );
});

Deno.test("a sample takes one of each stretch, the same for the same seed", () => {
  const all = Array.from({ length: 100 }, (_, i) => i);
  const first = sample(all, 10, 1);
  assertEquals(
    first.map((one) => Math.floor(one / 10)).sort(),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
  assertEquals(sample(all, 10, 1), first);
  assertEquals(sample(all, 10, 2).join() === first.join(), false);
  assertEquals(sample(all, 500, 1).sort((a, b) => a - b), all);
});

Deno.test("what is listed as equivalent is one change of the code as it stands", () => {
  const wrong: string[] = [];
  for (const [file, listed] of Object.entries(equivalents)) {
    const all = mutantsOf(Deno.readTextFileSync(file));
    for (const one of listed) {
      const count = all.filter((mutant) => isMeant(one, mutant)).length;
      if (count !== 1) wrong.push(`${file}, ${count} times: ${one.before}`);
    }
  }
  assertEquals(wrong, []);
});

Deno.test("coverage counts lines and branches of a report", () => {
  const lcov = `SF:/there/loop/a.ts
BRDA:1,0,0,3
BRDA:1,0,1,0
BRDA:2,1,0,-
DA:1,3
DA:2,0
DA:3,0
end_of_record
`;
  assertEquals(readLcov(lcov, "/there/"), [{
    file: "loop/a.ts",
    lines: 3,
    linesRun: 1,
    branches: 3,
    branchesRun: 1,
    ran: [1],
    missed: [2, 3],
  }]);
});
