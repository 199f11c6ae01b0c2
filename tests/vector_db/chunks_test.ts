import { assert, assertEquals } from "@std/assert";
import { chunksOf } from "../../examples/vector_db/chunks.ts";

/** Where each chunk starts, and its first line. */
function starts(file: string, ...lines: string[]): string[] {
  return chunksOf(file, lines.join("\n"))
    .map(({ line, text }) => `${line} ${text.split("\n")[0]}`);
}

Deno.test("Markdown is cut at its headings, not inside code", () => {
  assertEquals(
    starts(
      "a.md",
      "Before.",
      "",
      "# One",
      "```sh",
      "# a comment",
      "```",
      "## Two",
      "#hashtag",
      "~~~~",
      "~~~",
      "# no heading",
      "~~~~",
      "### 三",
      "文字",
    ),
    ["1 Before.", "3 # One", "7 ## Two", "13 ### 三"],
  );
});

Deno.test("TypeScript is cut at its definitions, comments included", () => {
  assertEquals(
    starts(
      "a.ts",
      'import { b } from "./b.ts";',
      "",
      "/**",
      " * Adds.",
      " */",
      "export function add(a: number) {",
      "  const inner = 1;",
      "  return a + inner;",
      "}",
      "",
      "// deno-lint-ignore no-explicit-any",
      "type T = any;",
      "export default class C {}",
      'Deno.test("x", () => {});',
    ),
    [
      '1 import { b } from "./b.ts";',
      "3 /**",
      "11 // deno-lint-ignore no-explicit-any",
      "13 export default class C {}",
      '14 Deno.test("x", () => {});',
    ],
  );
});

Deno.test("what is long is cut again, and loses nothing", () => {
  const lines = Array.from(
    { length: 200 },
    (_, i) => i % 7 === 0 ? "" : `Line ${i} has some words.`,
  );
  const chunks = chunksOf("a.md", ["# Long", ...lines].join("\n"));
  assert(chunks.length > 3);
  assert(chunks.every(({ text }) => text.length <= 1200));
  assertEquals(
    chunks.map(({ text }) => text).join("\n").split(/\n+/),
    ["# Long", ...lines.filter((line) => line !== "")],
  );
  // Each later piece knows what it is a piece of.
  assertEquals([...new Set(chunks.map(({ heading }) => heading))], ["Long"]);
});

Deno.test("a piece knows its heading, or the definition below its comment", () => {
  const content = [
    ["a.md", "## How to *wait*", "", "Patiently."],
    ["b.ts", "/** Waits. */", "export function wait() {", "}"],
    ["c.ts", 'import { d } from "./d.ts";', "", "d();"],
  ];
  assertEquals(
    content.map(([file, ...lines]) =>
      chunksOf(file, lines.join("\n"))[0].heading
    ),
    [
      "How to *wait*",
      "export function wait() {",
      'import { d } from "./d.ts";',
    ],
  );
});

Deno.test("line numbers count every kind of line end, and no BOM", () => {
  assertEquals(starts("a.md", "\uFEFF# One\r", "text\r", "# Two\r", "end"), [
    "1 # One",
    "3 # Two",
  ]);
});

Deno.test("nothing comes of an empty, wordless or binary file", () => {
  assertEquals(
    ["", "\n\n", "---\n***\n", "GIF\0\0 text"]
      .map((content) => chunksOf("a.md", content)),
    [[], [], [], []],
  );
});
