// A search engine for a folder of Markdown and TypeScript, in one process:
// deno task start "how does a semaphore work"
import { ExceptionGroup, gather, run, TimeoutError } from "../mod.ts";
import { type Answer, answer, type Index } from "./vector_db/answer.ts";
import { benchmark } from "./vector_db/bench.ts";
import type { Embedder } from "./vector_db/embedder.ts";
import { indexFolder } from "./vector_db/folder_index.ts";
import { EmbedderError, HttpEmbedder } from "./vector_db/http_embedder.ts";
import { LexicalEmbedder } from "./vector_db/lexical.ts";
import { AsyncVectorDB, VectorDBError } from "./vector_db/mod.ts";
import {
  defaultDb,
  HELP,
  type Options,
  readOptions,
} from "./vector_db/options.ts";
import { progressLine } from "./vector_db/progress_line.ts";
import samples from "./vector_db/samples.json" with { type: "json" };
import { serve } from "./vector_db/serve.ts";
import { show, showNext } from "./vector_db/show.ts";
import { UserError } from "./vector_db/user_error.ts";

/** Connect, try, search, finally close. */
async function main(options: Options): Promise<void> {
  const db = await AsyncVectorDB.connect(options.db ?? defaultDb(), {
    timeout: 10_000,
  });
  try {
    const index = await makeIndex(db, options);
    if (options.command === "serve") {
      await serve((query, top) => answer(index, query, top), options);
    }
    const queries = options.query === null ? samples : [options.query];
    const answers = await gather(
      queries.map((query) => () => answer(index, query, options.top)),
    );
    print(answers, options);
  } finally {
    await db.close();
  }
}

async function makeIndex(
  db: AsyncVectorDB,
  { folder, embedder: url, model }: Options,
): Promise<Index> {
  const embedder: Embedder = url === null
    ? new LexicalEmbedder()
    : await HttpEmbedder.connect(url, { model });
  const line = progressLine();
  let chunks: Index["chunks"];
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
  return { db, embedder, folder, chunks };
}

function print(answers: Answer[], { json, query }: Options): void {
  if (json) {
    const value = query === null ? answers : answers[0];
    console.log(JSON.stringify(value, null, 2));
    return;
  }
  answers.forEach(show);
  if (query === null) showNext();
}

/** The first mistake of the user's that an error is about, or null. */
function mistakeIn(error: unknown): Error | null {
  if (error instanceof ExceptionGroup) {
    return error.errors.map(mistakeIn).find((found) => found !== null) ?? null;
  }
  const known = error instanceof UserError || error instanceof VectorDBError ||
    error instanceof EmbedderError || error instanceof TimeoutError;
  return known ? error : null;
}

if (import.meta.main) {
  try {
    const options = readOptions(Deno.args);
    if (options.help) console.log(HELP);
    else if (options.command === "bench") await run(() => benchmark(options));
    else await run(() => main(options));
  } catch (error) {
    const mistake = mistakeIn(error);
    if (mistake === null) throw error;
    console.error(mistake.message);
    Deno.exitCode = 2;
  }
}
