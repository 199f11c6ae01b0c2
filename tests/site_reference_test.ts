// @run --allow-read=. --allow-run=deno
// The pages made from figures: they show what is in the files, and say where
// the module is behind.
import { assertEquals } from "@std/assert";
import { readApi } from "../docs/lib/api.ts";
import { tagInChinese } from "../docs/lib/api_page.ts";
import { CHINESE } from "../docs/lib/api_words.ts";
import { TECHNIQUES } from "../docs/lib/performance_words.ts";
import { performancePageOf } from "../docs/lib/performance_page.ts";
import { runtimesPage } from "../docs/lib/runtimes_page.ts";
import { Context, pageMarkdown } from "../docs/lib/site.ts";
import { bodyOf } from "../docs/lib/localize.ts";
import type { Results } from "./bench/_results.ts";

const result = (workload: string, system: "ours" | "cpython", cpu: number) => ({
  workload,
  system,
  n: 10,
  cpu,
  wall: cpu,
  samples: [],
});

const RESULTS: Results = {
  date: "2026-01-31T00:00:00Z",
  mode: "full",
  machine: {
    cpu: "Chip",
    cores: 2,
    memoryGiB: 8,
    os: "os",
    deno: "2",
    v8: "15",
  },
  systems: { ours: "this module", cpython: "CPython 3.13" },
  results: [
    result("cancel", "ours", 3000),
    result("cancel", "cpython", 2000),
    result("spawn", "ours", 500),
    result("spawn", "cpython", 1000),
  ],
  memory: { ours: 100, cpython: 200 },
  cold: { ours: 10, cpython: 20 },
  fairness: [{ system: "ours", tasks: 7, echo: 1.5, late: 0.5, lateMost: 2 }],
  growth: [
    { workload: "spawn", n: 1_000, cpu: 200 },
    { workload: "spawn", n: 10_000, cpu: 250 },
  ],
  elsewhere: [
    { runtime: "Bun 1", results: [{ workload: "spawn", wall: 77 }] },
  ],
  notes: ["uvloop is not here"],
  failures: [],
};

Deno.test("The speed page: ratios, where it is behind, growth, fairness, elsewhere", () => {
  const [technique] = TECHNIQUES;
  const page = performancePageOf(RESULTS, {
    [technique.id]: { here: 5, instead: 50 },
  });
  const text = pageMarkdown(page, "en");
  const lines = text.split("\n").filter((line) => line.startsWith("| "));
  assertEquals(
    [
      "| Cancelling tasks that wait | 3,000 | 2,000 | 1.50 |",
      "| `gather` of no-ops | 500 | 1,000 | 0.50 |",
      "| `gather` of no-ops | 200 | 250 | 1.25 |",
      "| asyncio/Deno | 7 | 1.50 | 0.50 | 2.00 |",
      "| `gather` of no-ops | 77 |",
      `| ${technique.text.en} | ${technique.instead.en} | 5 | 50 | 10 |`,
      "| uvloop is not here |",
    ].filter((line) => !lines.includes(line)),
    [],
  );
  const behind = text.split("## Where it is behind, and why")[1]
    .split("\n## ")[0].split("\n").filter((line) => line.startsWith("| "));
  assertEquals(
    behind.slice(2).map((line) => line.split(" | ").slice(0, 2)),
    [["| Cancelling tasks that wait", "CPython 1.50 ×"]],
  );
  const html = bodyOf(page, new Context("en", page.path));
  assertEquals(html.match(/<circle /g)?.length, 2);
});

Deno.test("The runtimes page has a line for every run of the matrix", async () => {
  const matrix = JSON.parse(
    await Deno.readTextFile("tests/everywhere/matrix.json"),
  ) as { runtime: string; programs: { passed: number } }[];
  const text = pageMarkdown(await runtimesPage(), "zh");
  assertEquals(
    matrix.filter(({ runtime, programs }) =>
      !text.includes(`| ${runtime} | ${programs.passed} |`)
    ),
    [],
  );
});

Deno.test("The API in Chinese: nearly every name, parameter and error", async () => {
  const groups = [
    ...await readApi("mod.ts"),
    ...await readApi("loop/testing.ts"),
  ];
  const entries = groups.flatMap((group) => group.entries);
  const tags = entries.flatMap((entry) => entry.tags)
    .filter(({ kind, doc }) =>
      ["param", "return", "throws"].includes(kind) && doc
    );
  const share = (all: number, without: unknown[]) =>
    without.length / all <= 0.05 ? [] : without;
  const nameless = entries.filter(({ name }) => CHINESE[name] === undefined)
    .map(({ name }) => name);
  const untold = tags.filter(({ doc }) => tagInChinese(doc) === undefined)
    .map(({ doc }) => doc);
  // A new export comes before its Chinese; more than a few may not.
  assertEquals(share(entries.length, nameless), []);
  assertEquals(share(tags.length, untold), []);
});
