// The parts of the pages' scripts that need no page: boxes, search, signatures.
import { assertEquals } from "@std/assert";
import { find, termsOf } from "../docs/assets/find.ts";
import { format } from "../docs/assets/inspect.ts";
import { dueCards, grade, type Place, RESTS } from "../docs/assets/leitner.ts";
import { judge } from "../docs/assets/predict.ts";
import { signatureAt } from "../docs/lib/api.ts";

const DAY = 86_400_000;

Deno.test("A card that is known rests longer each time; forgotten, it starts over", () => {
  let now = 0;
  let place: Place | undefined;
  const boxes: [string, number, number][] = [];
  for (
    const how of ["good", "good", "easy", "easy", "again", "good"] as const
  ) {
    place = grade(place, how, now);
    boxes.push([how, place.box, (place.due - now) / DAY]);
    now = place.due;
  }
  assertEquals(boxes, [
    ["good", 1, 1],
    ["good", 2, 3],
    ["easy", 4, 16],
    ["easy", 5, 35],
    ["again", 0, RESTS[0] / DAY],
    ["good", 1, 1],
  ]);
});

Deno.test("Due cards: those that wait longest first, then new ones in order", () => {
  const places = {
    a: { box: 1, due: 50 },
    b: { box: 1, due: 10 },
    c: { box: 1, due: 101 },
  };
  assertEquals(dueCards(["new", "a", "b", "c", "newer"], places, 100), [
    "b",
    "a",
    "new",
    "newer",
  ]);
  assertEquals(dueCards(["c"], places, 100), []);
});

const PLACES = [
  { path: "a", page: "超时控制", card: "", text: "给一次等待设期限" },
  { path: "b", page: "取消", card: "期限", text: "超时以后，控制权还给你" },
  { path: "c", page: "Timeouts", card: "", text: "waitFor and timeout" },
];

Deno.test("Search: a title counts more; every word has to be there", () => {
  const paths = (query: string) => find(PLACES, query).map((hit) => hit.path);
  assertEquals(paths("超时"), ["a", "b"]);
  assertEquals(paths("超时 控制权"), ["b"]);
  assertEquals(paths("TIMEOUT"), ["c"]);
  assertEquals(paths("期限"), ["b", "a"]);
  assertEquals(paths("没有的词"), []);
  assertEquals(paths("  "), []);
});

Deno.test("Search: Chinese that is nowhere as a whole is found in pairs", () => {
  assertEquals(termsOf("超时控制 run"), {
    whole: ["超时控制", "run"],
    pairs: ["超时", "时控", "控制"],
  });
  assertEquals(find(PLACES, "等待设").map((hit) => hit.path), ["a"]);
});

Deno.test("A signature ends before the body, the value or the semicolon", () => {
  const cases: [string, string][] = [
    [
      "export async function run<T>(\n  main: () => T,\n  o: { a: 1 } = {},\n): Promise<T> {\n  return 1;\n}",
      "function run<T>(\n  main: () => T,\n  o: { a: 1 } = {},\n): Promise<T>",
    ],
    [
      "export class Lock implements X<{ a: 1 }> {",
      "class Lock implements X<{ a: 1 }>",
    ],
    ["export const A = 1;", "const A"],
    [
      "export type T = { a: 1 } | (() => void);\n",
      "type T = { a: 1 } | (() => void)",
    ],
    ["  get(): T;\n  set(): void;", "get(): T"],
  ];
  assertEquals(
    cases.map(([source]) =>
      signatureAt(source, 0, source.length - source.trimStart().length)
    ),
    cases.map(([, signature]) => signature),
  );
});

Deno.test("`format()` prints values as Deno's console does", () => {
  const values = [
    "text",
    1,
    null,
    undefined,
    true,
    10n,
    [1, "two", [3]],
    { a: 1, "b-c": "x" },
    [],
    {},
    new Set([1]),
    new Map([["k", 1]]),
    function named() {},
  ];
  assertEquals(
    values.map((value) => format([value])),
    values.map((value) =>
      typeof value === "string" ? value : Deno.inspect(value)
    ),
  );
  assertEquals(format(["a", 1, ["b"]]), 'a 1 [ "b" ]');
});

Deno.test("A prediction is judged line by line; spaces at the end do not count", () => {
  assertEquals(judge("a  \nx\n", "a\nb\nc\n"), [
    { line: "a", right: true },
    { line: "b", right: false },
    { line: "c", right: false },
  ]);
});
