// @run --allow-read --allow-write=$TMPDIR --allow-run=deno --allow-ffi
// The command-line tool in processes of its own, as a user starts it.
import { assert, assertEquals, assertMatch } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { run } from "../../mod.ts";
import { collectionOf } from "../../examples/vector_db/folder_index.ts";
import { AsyncVectorDB } from "../../examples/vector_db/mod.ts";
import { command, decode, type Result, search } from "./_cli.ts";

/** How many chunks were new and gone, by the remark on stderr. */
function changes({ stderr }: Result): string {
  return /\d+ new, \d+ gone/.exec(stderr)?.[0] ?? stderr;
}

function test(what: string, body: (folder: string) => Promise<void>): void {
  Deno.test(`vector_search: ${what}`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.mkdir(`${folder}/notes`);
      await Deno.writeTextFile(
        `${folder}/notes/tea.md`,
        "# Green tea\n\nBrew it at 70 °C.\n\n# Black tea\n\nBoiling water.\n",
      );
      await Deno.writeTextFile(
        `${folder}/notes/猫.md`,
        "# 猫的一天\n\n猫在窗台上睡觉。\n",
      );
      await Deno.writeTextFile(
        `${folder}/notes/sum.ts`,
        "const ZERO = 0;\n\n/** Adds up. */\n" +
          "export function sum(list: number[]) {\n" +
          "  return list.reduce((a, b) => a + b, ZERO);\n}\n",
      );
      await body(folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

/** Many files, so that indexing them takes a while. */
async function manyNotes(folder: string, count: number): Promise<void> {
  await Deno.mkdir(`${folder}/many`);
  for (let i = 0; i < count; i++) {
    const lines = Array.from(
      { length: 20 },
      (_, j) =>
        `# Note ${i}.${j}\n\n${"Some words to count. ".repeat(20)} ${i * j}\n`,
    );
    await Deno.writeTextFile(`${folder}/many/${i}.md`, lines.join("\n"));
  }
}

/** Starts the tool on many notes, and waits until some are committed. */
async function startIndexing(
  folder: string,
): Promise<{ child: Deno.ChildProcess; committed: number }> {
  const child = command(folder, ["--dir", `${folder}/many`, "note"]).spawn();
  while (true) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    try {
      using db = new DatabaseSync(
        `${folder}/cache/asyncio-vector-search/index.db`,
        { readOnly: true },
      );
      const row = db.prepare("SELECT count(*) AS n FROM ids_1").get();
      const committed = Number(row?.n);
      if (committed > 0) return { child, committed };
    } catch {
      // There is no such file, or no such table, as yet.
    }
  }
}

test("finds the section, the definition, the Chinese text", async (folder) => {
  const found: string[] = [];
  for (const query of ["black tea", "function sum", "猫在哪里睡觉"]) {
    const result = await search(
      folder,
      query,
      ...["--dir", `${folder}/notes`, "--top", "2", "--json"],
    );
    assertEquals(result.code, 0, result.stderr);
    const answer = JSON.parse(result.stdout);
    const [first, second] = answer.hits;
    assert(first.score >= second.score && first.score <= 1);
    assertEquals(Object.keys(answer), ["query", "hits"]);
    assertEquals(Object.keys(first), ["file", "line", "score", "text"]);
    found.push(
      `${answer.query} -> ${first.file}:${first.line} ${
        first.text.split("\n")[0]
      }`,
    );
  }
  assertEquals(found, [
    "black tea -> tea.md:5 # Black tea",
    "function sum -> sum.ts:3 /** Adds up. */",
    "猫在哪里睡觉 -> 猫.md:1 # 猫的一天",
  ]);
});

test("people get file:line, score and snippet, stderr the rest", async (folder) => {
  const result = await search(folder, "tea", "--dir", `${folder}/notes`);
  assertEquals(result.code, 0, result.stderr);
  const lines = result.stdout.split("\n");
  assertEquals(lines[0], "tea");
  assertMatch(lines[1], /^ {2}0\.\d\d {2}tea\.md:\d$/);
  assertMatch(lines[2], /^ {8}# (Green|Black) tea$/);
  assertMatch(
    result.stderr,
    /^3 files in 5 pieces: 5 new, 0 gone \(\d+\.\d s\)\n$/,
  );
});

test("a snippet shows the lines that have the words, cut to fit", async (folder) => {
  const filler = Array.from({ length: 8 }, (_, i) => `Line ${i} is dull.`);
  await Deno.mkdir(`${folder}/long`);
  await Deno.writeTextFile(
    `${folder}/long/zoo.md`,
    [
      "# Long",
      ...filler,
      "The zebra sleeps.",
      `${"斑马在睡觉，".repeat(20)}`,
      "It wakes.",
      ...filler,
    ].join("\n"),
  );
  const args = ["--dir", `${folder}/long`];
  const zebra = await search(folder, "zebras sleep", ...args);
  const none = await search(folder, "quokka", ...args);
  const line = `${"斑马在睡觉，".repeat(5)}斑马在睡…`; // 70 columns at most
  assertEquals(
    [zebra, none].map(({ stdout }) => stdout.replace(/\d\.\d\d/, "S")),
    [
      `zebras sleep
  S  zoo.md:10
        The zebra sleeps.
        ${line}
        It wakes.

`,
      `quokka
  S  zoo.md:1
        # Long
        Line 0 is dull.
        Line 1 is dull.
  None of them has a word of the question.

`,
    ],
  );
});

test("without a question it answers three samples", async (folder) => {
  const text = await search(folder, "--dir", `${folder}/notes`);
  const json = await search(folder, "--dir", `${folder}/notes`, "--json");
  assertEquals([text.code, json.code], [0, 0], text.stderr);
  assertMatch(
    text.stdout,
    /^Ask yourself: +(npx --yes deno@\S+|deno) task start "/m,
  );
  const queries = JSON.parse(json.stdout).map(
    (answer: { query: string }) => answer.query,
  );
  assertEquals(queries.length, 3);
  for (const query of queries) assert(text.stdout.includes(query));
});

test("a later start indexes only what changed", async (folder) => {
  const notes = `${folder}/notes`;
  const again = async () =>
    changes(await search(folder, "tea", "--dir", notes));
  const log = [await again(), await again()];
  await Deno.writeTextFile(`${notes}/new.md`, "# Coffee\n\nStrong.\n");
  log.push(await again());
  await Deno.writeTextFile(`${notes}/new.md`, "# Coffee\n\nWeak.\n");
  log.push(await again());
  await Deno.remove(`${notes}/tea.md`);
  log.push(await again());
  // Another folder in the same database leaves the first one alone.
  await Deno.mkdir(`${folder}/other`);
  await Deno.writeTextFile(`${folder}/other/a.md`, "tea\n");
  log.push(changes(await search(folder, "tea", "--dir", `${folder}/other`)));
  log.push(await again());
  const hits = JSON.parse(
    (await search(folder, "tea", "--dir", notes, "--json")).stdout,
  ).hits;
  log.push(
    `tea.md found: ${
      hits.some(({ file }: { file: string }) => file === "tea.md")
    }`,
  );
  assertEquals(log, [
    "5 new, 0 gone",
    "0 new, 0 gone",
    "1 new, 0 gone",
    "1 new, 1 gone",
    "0 new, 2 gone",
    "1 new, 0 gone",
    "0 new, 0 gone",
    "tea.md found: false",
  ]);
});

test("every mistake is one line on stderr, and exit code 2", async (folder) => {
  const notes = `${folder}/notes`;
  const text = `${notes}/tea.md`;
  await Deno.mkdir(`${folder}/empty`);
  const mistakes: string[][] = [
    [""],
    ["  "],
    ["?!"],
    ["tea", "--dir", `${folder}/none`],
    ["tea", "--dir", text],
    ["tea", "--dir", `${folder}/empty`],
    ["tea", "--dir", notes, "--db", `sqlite:${text}`],
    ["tea", "--dir", notes, "--db", `sqlite:${folder}/none/a.db`],
    ["tea", "--dir", notes, "--db", "oracle:"],
    ["tea", "--top", "0"],
    ["tea", "--top", "many"],
    ["tea", "--dir"],
    ["--unknown"],
  ];
  const log: string[] = [];
  for (const args of mistakes) {
    const { code, stdout, stderr } = await search(folder, ...args);
    log.push(`${code} ${stdout}${stderr.trimEnd().replaceAll(folder, "F")}`);
  }
  assertEquals(log, [
    "2 Cannot search: the query has no word in it",
    "2 Cannot search: the query has no word in it",
    "2 Cannot search: the query has no word in it",
    "2 Cannot read F/none: it is not there",
    "2 Cannot read F/notes/tea.md: it is not a folder",
    "2 Cannot search F/empty: it has no Markdown or TypeScript file",
    "2 Cannot open sqlite:F/notes/tea.md: it is not a database",
    "2 Cannot open sqlite:F/none/a.db: there is no folder F/none",
    '2 Cannot connect to "oracle:": it is none of memory:, ' +
    "sqlite:FILE, localhost:8000, http(s)://…, postgres://…",
    "2 --top takes a number from 1 to 1000: 0",
    "2 --top takes a number from 1 to 1000: many",
    "2 Option '--dir <value>' argument missing; --help tells what there is",
    "2 Unknown option '--unknown'; --help tells what there is",
  ]);
});

test("a file that may not be read: one line, exit code 2", async (folder) => {
  const file = `${folder}/notes/tea.md`;
  const result = decode(
    await command(folder, ["tea", "--dir", `${folder}/notes`], [
      `--deny-read=${file}`,
    ]).output(),
  );
  assertEquals([result.code, result.stdout, result.stderr.split("\n").length], [
    2,
    "",
    2,
  ]);
  assertMatch(result.stderr, /^Cannot read tea\.md: .*read access/);
});

test("vectors of another dimension: one line, exit code 2", async (folder) => {
  const notes = `${folder}/notes`;
  await run(async () => {
    const db = await AsyncVectorDB.connect(`sqlite:${folder}/a.db`);
    try {
      await db.createCollection(await collectionOf(notes), { dim: 3 });
    } finally {
      await db.close();
    }
  });
  const { code, stdout, stderr } = await search(
    folder,
    ...["tea", "--dir", notes, "--db", `sqlite:${folder}/a.db`],
  );
  assertEquals([code, stdout, stderr.replace(notes, "F")], [
    2,
    "",
    "Cannot search F in this database: its vectors there are of another " +
    "dimension than this embedder's 256; use another --db\n",
  ]);
});

test("--help tells the options, and needs no database", async (folder) => {
  const { code, stdout, stderr } = await search(folder, "--help");
  assertEquals([code, stderr], [0, ""]);
  for (const option of ["--dir", "--top", "--db", "--json", "--help"]) {
    assert(stdout.includes(option), option);
  }
});

test("Ctrl-C closes the database and exits 130", async (folder) => {
  await manyNotes(folder, 500);
  const { child } = await startIndexing(folder);
  child.kill("SIGINT");
  const { code, stdout, stderr } = decode(await child.output());
  const cache = `${folder}/cache/asyncio-vector-search`;
  const left = [...Deno.readDirSync(cache)].map(({ name }) => name);
  // A database that is closed leaves no log beside it.
  assertEquals([code, stdout, left], [130, "", ["index.db"]], stderr);
  assert(!stderr.includes("    at "), stderr);
});

test("kill -9 loses nothing, and the next start goes on", async (folder) => {
  await manyNotes(folder, 500);
  const { child, committed } = await startIndexing(folder);
  child.kill("SIGKILL");
  await child.output();
  const next = await search(folder, "--dir", `${folder}/many`, "note 3.7");
  assertEquals(next.code, 0, next.stderr);
  const fresh = Number(/(\d+) new/.exec(next.stderr)?.[1]);
  assert(fresh <= 10_000 - committed, `${committed}, then ${fresh} new`);
  const last = await search(folder, "--dir", `${folder}/many`, "note 3.7");
  assertEquals(changes(last), "0 new, 0 gone");
});
