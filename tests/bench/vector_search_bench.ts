/**
 * `deno task bench:search`: the program of `deno task start` on a folder of
 * 10,000 chunks. Exits with 1 where a bar is missed.
 */
import { run } from "../../mod.ts";
import {
  collectionOf,
  indexFolder,
} from "../../examples/vector_db/folder_index.ts";
import {
  AsyncVectorDB,
  LexicalEmbedder,
} from "../../examples/vector_db/mod.ts";

const FILES = 500;
const SECTIONS = 20;
const QUERIES = 200;
const INDEX_BAR = 30_000; // milliseconds for all chunks
const QUERY_BAR = 50; // milliseconds for one answer, text to hits

const WORDS =
  ("task loop future await cancel timeout queue lock event wait group shield " +
    "semaphore vector search collection 任务 循环 等待 取消 超时 队列 并发 向量 搜索")
    .split(" ");

async function writeNotes(folder: string): Promise<void> {
  let n = 1;
  const word = () => WORDS[(n = (n * 48271) % 0x7fffffff) % WORDS.length];
  const words = (count: number) => Array.from({ length: count }, word);
  for (let file = 0; file < FILES; file++) {
    const sections = Array.from(
      { length: SECTIONS },
      () =>
        `## ${words(4).join(" ")}\n\n` +
        Array.from({ length: 8 }, () => words(12).join(" ")).join("\n"),
    );
    await Deno.writeTextFile(`${folder}/${file}.md`, sections.join("\n\n"));
  }
}

function row(what: string, value: string, met?: boolean): void {
  const verdict = met === undefined ? "" : met ? "  met" : "  MISSED";
  console.log(`${what.padEnd(44)} ${value.padStart(12)}${verdict}`);
  if (met === false) Deno.exitCode = 1;
}

async function main(folder: string): Promise<void> {
  const notes = `${folder}/notes`;
  await Deno.mkdir(notes);
  await writeNotes(notes);
  const embedder = new LexicalEmbedder();
  const db = await AsyncVectorDB.connect(`sqlite:${folder}/index.db`);
  try {
    let start = performance.now();
    const chunks = await indexFolder(db, notes, embedder);
    let took = performance.now() - start;
    const count = chunks.size.toLocaleString("en");
    row(
      `index ${count} chunks (30 s)`,
      `${(took / 1000).toFixed(2)} s`,
      took <= INDEX_BAR,
    );

    start = performance.now();
    await indexFolder(db, notes, embedder);
    took = performance.now() - start;
    row("look again, nothing changed", `${took.toFixed(0)} ms`);

    const collection = await collectionOf(notes);
    const times: number[] = [];
    for (let i = 0; i < QUERIES; i++) {
      const query = `${WORDS[i % 26]} ${WORDS[(7 * i) % 26]} 怎样`;
      start = performance.now();
      const [vector] = await embedder.embed([query]);
      await db.search(collection, vector, { topK: 10 });
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const at = (part: number) => times[Math.floor(part * (QUERIES - 1))];
    row(
      "query, median (50 ms)",
      `${at(0.5).toFixed(1)} ms`,
      at(0.5) <= QUERY_BAR,
    );
    row(
      "query, 99th percentile (50 ms)",
      `${at(0.99).toFixed(1)} ms`,
      at(0.99) <= QUERY_BAR,
    );
  } finally {
    await db.close();
  }
}

const folder = await Deno.makeTempDir({ prefix: "vector-search-" });
try {
  await run(() => main(folder));
} finally {
  await Deno.remove(folder, { recursive: true });
}
