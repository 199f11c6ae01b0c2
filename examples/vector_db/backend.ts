/** One entry of a collection. */
export interface Entry {
  id: string;
  vector: ArrayLike<number>;
}

/** One answer of a search. */
export interface Hit {
  id: string;
  /** Cosine similarity: 1 is the same direction, -1 the opposite. */
  score: number;
}

/** An entry as backends get it: checked, and one unit long. */
export interface UnitEntry extends Entry {
  vector: Float32Array<ArrayBuffer>;
}

/**
 * What a database must do to be used by AsyncVectorDB. A new backend is a
 * file that implements this, and a line in `connect.ts`.
 *
 * AsyncVectorDB has already checked names, ids, numbers and dimensions, and
 * made every vector one unit long. A backend adds three promises:
 *
 * - An aborted `signal` stops the call, which then rejects with
 *   `signal.reason`. It settles only once it has really stopped.
 * - `insert` and `delete` do all or nothing, whatever happens.
 * - A failure is a VectorDBError.
 */
export interface Backend {
  /** The dimension of a collection, or null if there is none. */
  dimension(name: string, signal: AbortSignal): Promise<number | null>;
  /** Makes a collection unless it is there; tells the dimension it has. */
  create(name: string, dim: number, signal: AbortSignal): Promise<number>;
  /** Rejects with "duplicate id" if one of the ids is there already. */
  insert(
    name: string,
    entries: UnitEntry[],
    signal: AbortSignal,
  ): Promise<void>;
  /** The best first. */
  search(
    name: string,
    query: Float32Array<ArrayBuffer>,
    topK: number,
    signal: AbortSignal,
  ): Promise<Hit[]>;
  /** Every id of a collection. */
  ids(name: string, signal: AbortSignal): Promise<string[]>;
  /** Removes entries; an id that is not there is no error. */
  delete(name: string, ids: string[], signal: AbortSignal): Promise<void>;
  /** Removes a collection with all that is in it. */
  drop(name: string, signal: AbortSignal): Promise<void>;
  /** Called once, when no other call is under way. */
  close(): Promise<void>;
}
