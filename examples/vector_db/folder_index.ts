import { join, resolve } from "node:path";
import { abortable, Queue, Semaphore, taskGroup } from "../../mod.ts";
import type { Entry } from "./backend.ts";
import { type Chunk, chunksOf } from "./chunks.ts";
import type { Embedder } from "./embedder.ts";
import { VectorDBError } from "./errors.ts";
import { readProblem, UserError } from "./user_error.ts";
import type { AsyncVectorDB } from "./vector_db.ts";
import { walk } from "./walk.ts";

const OPEN_FILES = 16; // read at the same time
const WORKERS = 4; // embed and insert at the same time
const BATCH = 128; // chunks that a worker takes at once
const WAITING = 1024; // chunks read ahead of the workers

/** A chunk and where it is from. */
export interface FileChunk extends Chunk {
  file: string;
}

/** How far the indexing is. */
export interface Progress {
  files: number;
  chunks: number;
  added: number;
  removed: number;
}

/** The collection that holds the chunks of a folder. */
export async function collectionOf(folder: string): Promise<string> {
  return `folder-${await digest(resolve(folder))}`;
}

/**
 * Brings the collection of a folder up to date, and gives its chunks by id.
 *
 * The id of a chunk is `file:line:hash of the file`. So the ids in the
 * database tell what is there already: what is missing is embedded and
 * inserted, what is left over is deleted. There is no list beside the
 * database that could disagree with it after a crash.
 */
export async function indexFolder(
  db: AsyncVectorDB,
  folder: string,
  embedder: Embedder,
  report: (progress: Progress) => void = () => {},
): Promise<Map<string, FileChunk>> {
  const collection = await openCollection(db, folder, embedder);
  const stored = new Set(await db.ids(collection));
  const chunks = new Map<string, FileChunk>();
  const missing = new Queue<string>(WAITING);
  const openFiles = new Semaphore(OPEN_FILES);
  const progress = { files: 0, chunks: 0, added: 0, removed: 0 };

  async function readFile(file: string): Promise<void> {
    using _permit = await openFiles.acquire();
    const content = await readText(folder, file);
    const hash = await digest(embedder.name + "\n" + content);
    progress.files++;
    for (const chunk of chunksOf(file, content)) {
      const id = `${file}:${chunk.line}:${hash}`;
      chunks.set(id, { file, ...chunk });
      progress.chunks++;
      if (!stored.has(id)) await missing.put(id); // waits while it is full
    }
    report(progress);
  }

  async function work(): Promise<void> {
    let batch: string[] = [];
    for await (const id of missing) { // until it is shut down and empty
      batch.push(id);
      if (batch.length === BATCH) batch = await store(batch);
    }
    await store(batch);
  }

  async function store(ids: string[]): Promise<string[]> {
    // What a piece stands under tells best what it is about: it counts more.
    const texts = ids.map((id) => chunks.get(id)!)
      .map(({ file, heading, text }) =>
        [file, heading, heading, text].join("\n")
      );
    const vectors = await embedder.embed(texts);
    const entries = ids.map((id, i) => ({ id, vector: vectors[i] }));
    await insertMissing(db, collection, entries);
    progress.added += ids.length;
    report(progress);
    return [];
  }

  await taskGroup(async (workers) => {
    for (let i = 0; i < WORKERS; i++) workers.createTask(work);
    await taskGroup(async (readers) => {
      for await (const file of walk(folder)) {
        readers.createTask(() => readFile(file));
      }
    });
    missing.shutdown(); // every file is read
  });

  const gone = [...stored].filter((id) => !chunks.has(id));
  if (gone.length > 0) await db.delete(collection, gone);
  progress.removed = gone.length;
  report(progress);
  return chunks;
}

async function openCollection(
  db: AsyncVectorDB,
  folder: string,
  { dim }: Embedder,
): Promise<string> {
  const collection = await collectionOf(folder);
  try {
    await db.createCollection(collection, { dim });
    return collection;
  } catch (error) {
    if (!(error instanceof VectorDBError) || error.problem !== "dimension") {
      throw error;
    }
    throw new UserError(
      `Cannot search ${folder} in this database: its vectors there are of ` +
        `another dimension than this embedder's ${dim}; use another --db`,
      { cause: error },
    );
  }
}

/** Another program may index the same folder: what is there, is the same. */
async function insertMissing(
  db: AsyncVectorDB,
  collection: string,
  entries: Entry[],
): Promise<void> {
  while (entries.length > 0) {
    try {
      return await db.batchInsert(collection, entries);
    } catch (error) {
      const twice = error instanceof VectorDBError &&
        error.problem === "duplicate id";
      if (!twice) throw error;
    }
    const stored = new Set(await db.ids(collection));
    entries = entries.filter(({ id }) => !stored.has(id));
  }
}

async function readText(folder: string, file: string): Promise<string> {
  try {
    return await abortable((signal) =>
      Deno.readTextFile(join(folder, file), { signal })
    );
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable || isOsError(error)) {
      throw readProblem(file, error);
    }
    throw error;
  }
}

/** All errors of the operating system: not found, denied, a folder, … */
function isOsError(error: unknown): boolean {
  return error instanceof Error && "code" in error;
}

/** Twelve hex digits that change when the text does. */
async function digest(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return hash.slice(0, 6).toHex();
}
