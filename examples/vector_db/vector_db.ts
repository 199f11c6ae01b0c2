import { abortable, timeout, TimeoutError } from "../../mod.ts";
import type { Backend, Entry, Hit } from "./backend.ts";
import {
  checkDim,
  checkId,
  checkName,
  checkTopK,
  toUnit,
  toUnitEntries,
} from "./check.ts";
import { openBackend } from "./connect.ts";
import { VectorDBError } from "./errors.ts";

/** What every call takes. */
export interface CallOptions {
  /** Milliseconds until the call is stopped with a TimeoutError. */
  timeout?: number | null;
}

/**
 * A client of a vector database: `memory:`, `sqlite:FILE`, …
 *
 * Cancelling the task that waits for a call stops the call in the database,
 * too, and a write that was stopped has written nothing.
 */
export class AsyncVectorDB implements AsyncDisposable {
  #backend: Backend;
  #state: "open" | "closing" | "closed" = "open";
  /** The calls under way; close() waits until there are none. */
  #calls = new Set<Promise<unknown>>();
  /** Stops the calls under way, when close() itself is cancelled. */
  #stop = new AbortController();
  #closing: Promise<void> | null = null;
  /** The dimensions already asked for. */
  #dims = new Map<string, number>();

  private constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Opens the database that the URL names. */
  static async connect(
    url: string,
    options: CallOptions = {},
  ): Promise<AsyncVectorDB> {
    const open = (signal: AbortSignal) => openBackend(url, signal);
    const backend = await within(options.timeout, `connect to ${url}`, open);
    return new AsyncVectorDB(backend);
  }

  /** Makes a collection; one that is there with the same dimension stays. */
  async createCollection(
    name: string,
    options: CallOptions & { dim: number },
  ): Promise<void> {
    const { dim } = options;
    this.#checkOpen();
    checkName(name);
    checkDim(dim);
    const found = await this.#call(
      `create the collection "${name}"`,
      options,
      (signal) => this.#backend.create(name, dim, signal),
    );
    this.#dims.set(name, found);
    if (found !== dim) {
      throw new VectorDBError(
        "dimension",
        `Cannot create the collection "${name}" with ${dim} dimensions: ` +
          `it is there already, with ${found}`,
      );
    }
  }

  /** Removes a collection with all that is in it. */
  async dropCollection(
    name: string,
    options: CallOptions = {},
  ): Promise<void> {
    await this.#callOn(
      name,
      `drop the collection "${name}"`,
      options,
      async (_, signal) => {
        await this.#backend.drop(name, signal);
        this.#dims.delete(name);
      },
    );
  }

  /** Adds one entry. */
  async insert(
    collection: string,
    id: string,
    vector: ArrayLike<number>,
    options: CallOptions = {},
  ): Promise<void> {
    await this.batchInsert(collection, [{ id, vector }], options);
  }

  /** Adds all entries or, where one of them is refused, none. */
  async batchInsert(
    collection: string,
    entries: Iterable<Entry>,
    options: CallOptions = {},
  ): Promise<void> {
    const all = [...entries];
    await this.#callOn(
      collection,
      `insert into "${collection}"`,
      options,
      async (dim, signal) => {
        const units = await toUnitEntries(all, dim);
        if (units.length === 0) return;
        await this.#backend.insert(collection, units, signal);
      },
    );
  }

  /** The entries most similar to the query, the best first. */
  async search(
    collection: string,
    query: ArrayLike<number>,
    options: CallOptions & { topK?: number } = {},
  ): Promise<Hit[]> {
    const { topK = 10 } = options;
    checkTopK(topK);
    return await this.#callOn(
      collection,
      `search "${collection}"`,
      options,
      async (dim, signal) => {
        const unit = toUnit(query, dim, "the query vector");
        return await this.#backend.search(collection, unit, topK, signal);
      },
    );
  }

  /** The ids of a collection. */
  async ids(collection: string, options: CallOptions = {}): Promise<string[]> {
    return await this.#callOn(
      collection,
      `list "${collection}"`,
      options,
      (_, signal) => this.#backend.ids(collection, signal),
    );
  }

  /** Removes entries; ids that are not there are passed over. */
  async delete(
    collection: string,
    ids: Iterable<string>,
    options: CallOptions = {},
  ): Promise<void> {
    const all = [...ids];
    all.forEach(checkId);
    await this.#callOn(
      collection,
      `delete from "${collection}"`,
      options,
      (_, signal) => this.#backend.delete(collection, all, signal),
    );
  }

  /**
   * Lets the calls under way end, then closes the database. New calls are
   * refused at once. Calling it again waits for the same end.
   *
   * Cancelled while it waits, it stops those calls and closes all the same:
   * `finally { await db.close() }` never leaves a database open.
   */
  async close(options: CallOptions = {}): Promise<void> {
    this.#closing ??= this.#shutDown(); // begun before the first wait
    const closing = this.#closing;
    await within(options.timeout, "close the database", (signal) => {
      const stop = () => this.#stop.abort(closedError());
      if (signal.aborted) stop();
      signal.addEventListener("abort", stop, { once: true });
      return closing;
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #shutDown(): Promise<void> {
    this.#state = "closing";
    await Promise.allSettled(this.#calls);
    try {
      await this.#backend.close();
    } finally {
      this.#state = "closed";
    }
  }

  /** One call: it can be cancelled, has a deadline, and close() knows it. */
  #call<T>(
    what: string,
    options: CallOptions,
    operation: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return within(options.timeout, what, (task) => {
      this.#checkOpen();
      const signal = AbortSignal.any([task, this.#stop.signal]);
      const call = operation(signal).finally(() => this.#calls.delete(call));
      this.#calls.add(call);
      return call;
    });
  }

  /**
   * One call on a collection. Another program may have dropped the one that we
   * know, and made another of its name: then it is looked up anew.
   */
  async #callOn<T>(
    name: string,
    what: string,
    options: CallOptions,
    operation: (dim: number, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    this.#checkOpen();
    checkName(name);
    return await this.#call(what, options, async (signal) => {
      const known = this.#dims.has(name);
      try {
        return await operation(await this.#dimension(name, signal), signal);
      } catch (error) {
        if (!known || !isOutdated(error)) throw error;
        this.#dims.delete(name);
        return await operation(await this.#dimension(name, signal), signal);
      }
    });
  }

  async #dimension(name: string, signal: AbortSignal): Promise<number> {
    let dim = this.#dims.get(name) ?? null;
    dim ??= await this.#backend.dimension(name, signal);
    if (dim === null) {
      throw new VectorDBError(
        "unknown collection",
        `Cannot use the collection "${name}": there is none of that name; ` +
          "createCollection() makes it",
      );
    }
    this.#dims.set(name, dim);
    return dim;
  }

  #checkOpen(): void {
    if (this.#state !== "open") throw closedError();
  }
}

/** Whether a collection is not the one that we knew. */
function isOutdated(error: unknown): boolean {
  return error instanceof VectorDBError &&
    (error.problem === "unknown collection" || error.problem === "dimension");
}

function closedError(): VectorDBError {
  return new VectorDBError("closed", "Cannot use the database: it is closed");
}

/**
 * Runs one operation of a database in the current task: `abortable` hands
 * the task's cancellation to it, `timeout` cancels it at the deadline.
 */
async function within<T>(
  ms: number | null | undefined,
  what: string,
  operation: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (ms === null || ms === undefined) return await abortable(operation);
  let late = false;
  try {
    return await timeout(ms, async (scope) => {
      try {
        return await abortable(operation);
      } finally {
        late = scope.expired();
      }
    });
  } catch (error) {
    if (!late || !(error instanceof TimeoutError)) throw error;
    throw new TimeoutError(`Cannot ${what}: no answer within ${ms} ms`);
  }
}
