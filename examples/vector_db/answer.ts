import type { Embedder } from "./embedder.ts";
import { collectionOf, type FileChunk } from "./folder_index.ts";
import { UserError } from "./user_error.ts";
import type { AsyncVectorDB } from "./vector_db.ts";

/** What a question gets. */
export interface Answer {
  query: string;
  hits: { file: string; line: number; score: number; text: string }[];
}

/** Everything that a search needs: an indexed folder. */
export interface Index {
  db: AsyncVectorDB;
  embedder: Embedder;
  folder: string;
  chunks: Map<string, FileChunk>;
}

/** Throws unless the question and the number of answers make sense. */
export function checkQuestion(query: string, top: number): void {
  if (!/[\p{L}\p{N}\p{So}]/u.test(query)) {
    throw new UserError("Cannot search: the query has no word in it");
  }
  if (!Number.isInteger(top) || top < 1 || top > 1000) {
    throw new UserError("Cannot search: top is a number from 1 to 1000");
  }
}

/** The pieces of the folder that are most like the question. */
export async function answer(
  { db, embedder, folder, chunks }: Index,
  query: string,
  top: number,
): Promise<Answer> {
  checkQuestion(query, top);
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
