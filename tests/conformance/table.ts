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
  /** Whether the translation prints the same. */
  same: boolean;
  /** The decision that makes the difference. */
  decision: string | null;
  /** What differs. */
  differs: string | null;
}

/** The lines of the table, one a program. */
export function rows(): Row[] {
  return entries().map(({ name, behaviour, expected, difference }) => ({
    program: name,
    behaviour,
    lines: expected.length,
    same: difference === null,
    decision: difference?.decision ?? null,
    differs: difference?.differs ?? null,
  }));
}

/** The table as Markdown. */
export function markdown(): string {
  const all = rows();
  const differing = all.filter((row) => !row.same);
  const cell = (text: string) => text.replaceAll("|", "\\|");
  return [
    "# Conformance with CPython",
    "",
    `${all.length} Python programs, run by CPython and translated line by line.`,
    `${all.length - differing.length} print the same here, line for line, on ` +
    "the virtual and on the real clock;",
    `${differing.length} differ on purpose.`,
    "",
    "Written by `tests/conformance/table.ts`; a test keeps it fresh.",
    "",
    "## Deliberate differences",
    "",
    "| program | behaviour in CPython | here | because |",
    "| --- | --- | --- | --- |",
    ...differing.map((row) =>
      `| ${row.program} | ${cell(row.behaviour)} | ${
        cell(row.differs ?? "")
      } ` +
      `| ${cell(row.decision ?? "")} |`
    ),
    "",
    "## The same",
    "",
    "| program | behaviour | lines |",
    "| --- | --- | --- |",
    ...all.filter((row) => row.same).map((row) =>
      `| ${row.program} | ${cell(row.behaviour)} | ${row.lines} |`
    ),
    "",
  ].join("\n");
}

if (import.meta.main) {
  if (Deno.args.includes("--json")) {
    console.log(JSON.stringify(rows(), null, 2));
  } else {
    Deno.writeTextFileSync(file("TABLE.md"), markdown());
  }
}
