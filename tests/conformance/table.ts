/**
 * Writes TABLE.md: which programs print here what CPython prints, and where and
 * why not. With `--json` the same goes to stdout as JSON.
 *
 * `deno run --allow-read=. --allow-write=. tests/conformance/table.ts`
 */
import { entries, file } from "./_suite.ts";

/** A line of the table. */
export interface Row {
  /** The program's name. */
  program: string;
  /** What it shows. */
  behaviour: string;
  /** How many lines CPython prints. */
  lines: number;
  /** `"later"`: mod.ts lacks what the program is about. */
  state: "same" | "differs" | "later";
  /** The decision that makes the difference. */
  decision: string | null;
  /** What differs. */
  differs: string | null;
}

/** The lines of the table, one a program. */
export function rows(): Row[] {
  return entries().map((
    { name, behaviour, expected, lacks, difference },
  ) => ({
    program: name,
    behaviour,
    lines: expected.length,
    state: lacks ? "later" : difference ? "differs" : "same",
    decision: difference?.decision ?? null,
    differs: difference?.differs ?? null,
  }));
}

/** The table as Markdown. */
export function markdown(): string {
  const all = rows();
  const { same = [], differs = [], later = [] } = Object.groupBy(
    all,
    (row) => row.state,
  );
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const behaviours = (some: Row[]) => [
    "| program | behaviour | lines |",
    "| --- | --- | --- |",
    ...some.map((row) =>
      `| ${row.program} | ${cell(row.behaviour)} | ${row.lines} |`
    ),
    "",
  ];
  return [
    "<!-- deno-fmt-ignore-file -->",
    "",
    "# Conformance with CPython",
    "",
    `${all.length} Python programs, run by CPython and translated line by line:`,
    `${same.length} print the same here, line for line, ` +
    `${differs.length} differ on purpose` +
    (later.length ? `, ${later.length} wait for their part of asyncio.` : "."),
    "Each runs on the virtual and on the real clock.",
    "",
    "Written by `tests/conformance/table.ts`; a test keeps it fresh.",
    "",
    "## Deliberate differences",
    "",
    "| program | behaviour in CPython | here | because |",
    "| --- | --- | --- | --- |",
    ...differs.map((row) =>
      `| ${row.program} | ${cell(row.behaviour)} | ${
        cell(row.differs ?? "")
      } ` +
      `| ${cell(row.decision ?? "")} |`
    ),
    "",
    ...(later.length ? ["## Not there yet", "", ...behaviours(later)] : []),
    "## The same",
    "",
    ...behaviours(same),
  ].join("\n");
}

if (import.meta.main) {
  if (Deno.args.includes("--json")) {
    console.log(JSON.stringify(rows(), null, 2));
  } else {
    Deno.writeTextFileSync(file("TABLE.md"), markdown());
  }
}
