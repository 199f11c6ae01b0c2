// A search engine for a folder of Markdown and TypeScript, in one process:
// deno task start "how does a semaphore work"
import { ExceptionGroup, gather, run, TimeoutError } from "../mod.ts";
import {
  collectionOf,
  type FileChunk,
  indexFolder,
} from "./vector_db/folder_index.ts";
import {
  AsyncVectorDB,
  LexicalEmbedder,
  VectorDBError,
} from "./vector_db/mod.ts";
import { HELP, type Options, readOptions } from "./vector_db/options.ts";
import { progressLine } from "./vector_db/progress_line.ts";
import samples from "./vector_db/samples.json" with { type: "json" };
import { UserError } from "./vector_db/user_error.ts";

interface Answer {
  query: string;
  hits: { file: string; line: number; score: number; text: string }[];
}

/** Connect, try, search, finally close. */
async function main(options: Options): Promise<void> {
  const db = await AsyncVectorDB.connect(options.db);
  try {
    const chunks = await index(db, options);
    const queries = options.query === null ? samples : [options.query];
    const answers = await gather(
      queries.map((query) => () => search(db, chunks, query, options)),
    );
    print(answers, options);
  } finally {
    await db.close();
  }
}

async function index(
  db: AsyncVectorDB,
  { folder }: Options,
): Promise<Map<string, FileChunk>> {
  const line = progressLine();
  let chunks: Map<string, FileChunk>;
  try {
    chunks = await indexFolder(db, folder, embedder, line.show);
  } finally {
    line.clear();
  }
  if (chunks.size === 0) {
    throw new UserError(
      `Cannot search ${folder}: it has no Markdown or TypeScript file`,
    );
  }
  line.sum();
  return chunks;
}

const embedder = new LexicalEmbedder();

async function search(
  db: AsyncVectorDB,
  chunks: Map<string, FileChunk>,
  query: string,
  { folder, top }: Options,
): Promise<Answer> {
  const [vector] = await embedder.embed([query]);
  const collection = await collectionOf(folder);
  const found = await db.search(collection, vector, { topK: top });
  const hits = found.flatMap(({ id, score }) => {
    const chunk = chunks.get(id);
    if (chunk === undefined) return [];
    const { file, line, text } = chunk;
    return [{ file, line, score: Number(score.toFixed(4)), text }];
  });
  return { query, hits };
}

function print(answers: Answer[], { json, query }: Options): void {
  if (json) {
    const value = query === null ? answers : answers[0];
    console.log(JSON.stringify(value, null, 2));
    return;
  }
  for (const { query, hits } of answers) {
    console.log(query);
    for (const { file, line, score, text } of hits) {
      console.log(`  ${score.toFixed(2)}  ${file}:${line}`);
      console.log(snippet(text).replace(/^/gm, "        "));
    }
    if (hits.length === 0) console.log("  nothing found");
    console.log();
  }
  if (query === null) {
    console.log('Now ask yourself: deno task start "your question"');
    console.log("In another folder: deno task start --dir FOLDER --top 5");
  }
}

/** The first lines that say something, cut to the width of a terminal. */
function snippet(text: string): string {
  // No character of a file gets to command the terminal.
  return text.replace(/[^\P{Cc}\n]/gu, "").split("\n")
    .filter((line) => /[\p{L}\p{N}]/u.test(line))
    .slice(0, 3)
    .map((line) => line.length > 70 ? line.slice(0, 69) + "…" : line)
    .join("\n");
}

/** The first mistake of the user's that an error is about, or null. */
function mistakeIn(error: unknown): Error | null {
  if (error instanceof ExceptionGroup) {
    return error.errors.map(mistakeIn).find((found) => found !== null) ?? null;
  }
  const known = error instanceof UserError || error instanceof VectorDBError ||
    error instanceof TimeoutError;
  return known ? error : null;
}

if (import.meta.main) {
  try {
    const options = readOptions(Deno.args);
    if (options.help) console.log(HELP);
    else await run(() => main(options));
  } catch (error) {
    const mistake = mistakeIn(error);
    if (mistake === null) throw error;
    console.error(mistake.message);
    Deno.exitCode = 2;
  }
}
