import { sleep } from "../../mod.ts";
import type { Backend, Hit, UnitEntry } from "./backend.ts";
import { VectorDBError } from "./errors.ts";

interface Collection {
  dim: number;
  vectors: Map<string, Float32Array>;
}

/** So many vectors are compared before other tasks get a turn. */
const SLICE = 2000;

/** `memory:` keeps everything in this process; search compares with all. */
export class MemoryBackend implements Backend {
  #collections = new Map<string, Collection>();

  dimension(name: string): Promise<number | null> {
    return Promise.resolve(this.#collections.get(name)?.dim ?? null);
  }

  create(name: string, dim: number): Promise<number> {
    let collection = this.#collections.get(name);
    if (collection === undefined) {
      collection = { dim, vectors: new Map() };
      this.#collections.set(name, collection);
    }
    return Promise.resolve(collection.dim);
  }

  async insert(
    name: string,
    entries: UnitEntry[],
    signal: AbortSignal,
  ): Promise<void> {
    await sleep(0); // a call is a chance to be cancelled, here too
    signal.throwIfAborted();
    const { vectors } = this.#get(name);
    const taken = entries.find(({ id }) => vectors.has(id));
    if (taken) {
      throw new VectorDBError(
        "duplicate id",
        `Cannot insert into "${name}": id "${taken.id}" is there already`,
      );
    }
    for (const { id, vector } of entries) vectors.set(id, vector);
  }

  async search(
    name: string,
    query: Float32Array,
    topK: number,
    signal: AbortSignal,
  ): Promise<Hit[]> {
    await sleep(0);
    const now = [...this.#get(name).vectors]; // a later write is not seen
    let best: Hit[] = [];
    for (let start = 0; start < now.length; start += SLICE) {
      if (start > 0) await sleep(0);
      signal.throwIfAborted();
      for (const [id, vector] of now.slice(start, start + SLICE)) {
        best.push({ id, score: dot(query, vector) });
      }
      best = best.sort((a, b) => b.score - a.score).slice(0, topK);
    }
    return best;
  }

  ids(name: string): Promise<string[]> {
    return Promise.resolve([...this.#get(name).vectors.keys()]);
  }

  async delete(
    name: string,
    ids: string[],
    signal: AbortSignal,
  ): Promise<void> {
    await sleep(0);
    signal.throwIfAborted();
    const { vectors } = this.#get(name);
    for (const id of ids) vectors.delete(id);
  }

  drop(name: string): Promise<void> {
    this.#collections.delete(name);
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#collections.clear();
    return Promise.resolve();
  }

  #get(name: string): Collection {
    const collection = this.#collections.get(name);
    if (collection) return collection;
    throw new VectorDBError(
      "unknown collection",
      `Cannot use "${name}": there is no such collection`,
    );
  }
}

/** The cosine of the angle between two vectors that are one unit long. */
function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
