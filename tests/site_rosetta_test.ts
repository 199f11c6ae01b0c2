// @run --allow-read=. --allow-run
// Both columns of the table Python ↔ TypeScript are run and print what it says.
import { assertEquals } from "@std/assert";
import { GROUPS, type Row } from "../docs/lib/rosetta.ts";
import { findPython } from "./tasks/_example_run.ts";

const ROWS = GROUPS.flatMap((group) => group.rows);
const ROOT = new URL("../", import.meta.url);
const PYTHON = await findPython();

function indent(text: string): string {
  return text.split("\n").map((line) => line && `    ${line}`).join("\n");
}

function typescript(row: Row): string {
  const map = (text: string) =>
    text.replace('"@asyncio/asyncio"', `"${ROOT}mod.ts"`);
  if (row.whole) return map(row.ts);
  const names = [...new Set(row.ts.match(/\b[A-Za-z_]+\b/g))];
  return [
    `import * as asyncio from "${ROOT}mod.ts";`,
    `import { newVirtualLoop } from "${ROOT}loop/testing.ts";`,
    `const { ${
      names.filter((name) => PUBLIC.has(name)).concat("run as start")
        .map((name) => name.replace(" as ", ": ")).join(", ")
    } } = asyncio;`,
    "await start(async () => {",
    row.ts,
    "}, { loopFactory: newVirtualLoop });",
  ].join("\n");
}

const PUBLIC = new Set(Object.keys(await import("../mod.ts")));

async function printed(program: string): Promise<string[]> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (...words: unknown[]) => {
    lines.push(words.map(String).join(" "));
  };
  try {
    await import(
      `data:application/typescript,${encodeURIComponent(program)}`
    );
  } finally {
    console.log = log;
  }
  return lines;
}

for (const row of ROWS) {
  Deno.test(`TypeScript: ${row.id}`, async () => {
    assertEquals(await printed(typescript(row)), row.prints);
  });
}

function python(row: Row): string {
  const body = row.whole
    ? row.py
    : `async def main():\n${indent(row.py)}\nasyncio.run(main())`;
  return `import asyncio, contextvars\n${body}\nprint("---")\n`;
}

Deno.test({
  name: `Python: every row${PYTHON ? "" : " (no Python from 3.11 on is here)"}`,
  ignore: PYTHON === null,
  async fn() {
    // One process; each program is its own module.
    const program = ROWS.map((row) =>
      `exec(compile(${JSON.stringify(python(row))}, ${
        JSON.stringify(row.id)
      }, "exec"), {})`
    ).join("\n");
    const { stdout, stderr } = await new Deno.Command(PYTHON?.command ?? "", {
      args: ["-c", program],
    }).output();
    const text = new TextDecoder();
    assertEquals(text.decode(stderr), "");
    assertEquals(
      text.decode(stdout).split("---\n").slice(0, -1)
        .map((part, i) => [ROWS[i].id, part.trimEnd().split("\n")]),
      ROWS.map((row) => [row.id, row.prints]),
    );
  },
});

Deno.test("Ids of the table are unique", () => {
  const ids = GROUPS.flatMap((group) => [
    group.id,
    ...group.rows.map((row) => row.id),
  ]);
  assertEquals(ids.length, new Set(ids).size);
});
