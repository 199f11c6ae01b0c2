// Named here and not in deno.json: `deno task` downloads what that names before
// it starts anything, and this package is 50 MB for the few who use it.
import {
  ChromaClient,
  ChromaNotFoundError,
  type Collection,
  IncludeEnum,
  // deno-lint-ignore no-import-prefix
} from "npm:chromadb@3.5.0";
import { Lock } from "../../mod.ts";
import type { Backend, Hit, UnitEntry } from "./backend.ts";
import { VectorDBError } from "./errors.ts";

const TENANT = "default_tenant";
const DATABASE = "default_database";
/** Milliseconds without an answer after which the server counts as dead. */
const GRACE = 250;
/** Milliseconds between two looks at whether it is alive. */
const PAUSE = 20;
/** Chroma looks at so many candidates: more find more of the true nearest. */
const EF_SEARCH = 400;
/** How thoroughly it links the vectors when they come. */
const EF_CONSTRUCTION = 100;
const MAX_NEIGHBORS = 24;
/** So many ids are listed by one request. */
const PAGE = 5000;

interface Known {
  uuid: string;
  dim: number;
}

/**
 * `localhost:8000`, `http://…`, `https://…` — a Chroma server, through the
 * package chromadb. What the server does not promise is added here:
 *
 * - It ignores an id that it has already. So the ids are asked for first,
 *   and the writes of one collection go one after the other. Another program
 *   may come in between all the same: every entry carries the mark of its
 *   batch, and a batch that reads back a mark of another has lost.
 * - It writes up to `max_batch_size` entries (about 5,000) as a whole. More
 *   are sent in parts, which are taken back if one fails.
 * - It cannot be told to stop: a cancelled write goes on to its end, and is
 *   told as done. Where the server answers nothing any more, it is given up.
 */
export class ChromaBackend implements Backend {
  #server: { host: string; port: number; ssl: boolean };
  #collections: string;
  #known = new Map<string, Known>();
  #writes = new Map<string, Lock>();
  #maxBatch = 1;
  /** Whether the server takes vectors as base64: half the bytes of JSON. */
  #base64 = false;

  private constructor(url: URL) {
    const ssl = url.protocol === "https:";
    const port = Number(url.port) || (ssl ? 443 : 80);
    this.#server = { host: url.hostname, port, ssl };
    this.#collections =
      `${url.origin}/api/v2/tenants/${TENANT}/databases/${DATABASE}/collections`;
  }

  static async open(url: string, signal: AbortSignal): Promise<ChromaBackend> {
    const backend = new ChromaBackend(new URL(url));
    try {
      await backend.#ask(signal, async (client) => {
        await client.heartbeat();
        backend.#maxBatch = await client.getMaxBatchSize();
        backend.#base64 = await client.supportsBase64Encoding();
      });
    } catch (error) {
      signal.throwIfAborted();
      throw new VectorDBError(
        "connect",
        `Cannot connect to ${url}: no Chroma server answers there ` +
          "(`chroma run --path FOLDER` starts one)",
        { cause: error },
      );
    }
    return backend;
  }

  async dimension(name: string, signal: AbortSignal): Promise<number | null> {
    return (await this.#find(name, signal))?.dim ?? null;
  }

  async create(
    name: string,
    dim: number,
    signal: AbortSignal,
  ): Promise<number> {
    const found = await this.dimension(name, signal);
    if (found !== null) return found;
    try {
      await this.#ask(signal, (client) =>
        client.createCollection({
          name,
          embeddingFunction: null,
          metadata: { dim },
          configuration: {
            hnsw: {
              space: "cosine",
              ef_search: EF_SEARCH,
              ef_construction: EF_CONSTRUCTION,
              max_neighbors: MAX_NEIGHBORS,
            },
          },
        }));
    } catch (error) {
      if (!isError(error, "ChromaUniqueError")) throw error;
    }
    // Another program may have made it first, with a dimension of its own.
    return await this.dimension(name, signal) ?? dim;
  }

  async insert(
    name: string,
    entries: UnitEntry[],
    signal: AbortSignal,
  ): Promise<void> {
    await this.#write(name, signal, async (uuid, late) => {
      await this.#refuseTaken(name, uuid, entries, signal);
      const batch = crypto.randomUUID();
      try {
        for (let i = 0; i < entries.length; i += this.#maxBatch) {
          if (i > 0) signal.throwIfAborted();
          const part = entries.slice(i, i + this.#maxBatch);
          await this.#add(uuid, part, batch, late);
        }
        await this.#refuseTaken(name, uuid, entries, late, batch);
      } catch (error) {
        await this.#undo(uuid, batch);
        throw error;
      }
    });
  }

  async search(
    name: string,
    query: Float32Array,
    topK: number,
    signal: AbortSignal,
  ): Promise<Hit[]> {
    return await this.#on(name, signal, async (uuid) => {
      // It refuses to be asked for more than there is.
      const count = await this.#ask(
        signal,
        (client) => client.collection(uuid).count(),
      );
      if (count === 0) return [];
      const { ids, distances } = await this.#ask(
        signal,
        (client) =>
          client.collection(uuid).query({
            queryEmbeddings: [[...query]],
            nResults: Math.min(topK, count),
            include: [IncludeEnum.distances],
          }),
      );
      const hits = ids[0].map((id, i) => ({
        id,
        score: 1 - (distances[0][i] ?? 1),
      }));
      return hits.sort((a, b) => b.score - a.score);
    });
  }

  async ids(name: string, signal: AbortSignal): Promise<string[]> {
    return await this.#on(name, signal, async (uuid) => {
      const all: string[] = [];
      while (true) {
        const { ids } = await this.#ask(
          signal,
          (client) =>
            client.collection(uuid).get({
              limit: PAGE,
              offset: all.length,
              include: [],
            }),
        );
        all.push(...ids);
        if (ids.length < PAGE) return all;
      }
    });
  }

  async delete(
    name: string,
    ids: string[],
    signal: AbortSignal,
  ): Promise<void> {
    if (ids.length === 0) return;
    await this.#write(name, signal, async (uuid, late) => {
      for (let i = 0; i < ids.length; i += this.#maxBatch) {
        const part = ids.slice(i, i + this.#maxBatch);
        await this.#ask(
          late,
          (client) => client.collection(uuid).delete({ ids: part }),
        );
      }
    });
  }

  async drop(name: string, signal: AbortSignal): Promise<void> {
    await this.#write(name, signal, async (_, late) => {
      await this.#ask(late, (client) => client.deleteCollection({ name }));
    });
    this.#known.delete(name);
  }

  close(): Promise<void> {
    return Promise.resolve(); // every request has its own connection
  }

  /**
   * One write at a time for each collection: check and write are a pair. A
   * write that runs when it is cancelled goes on to its end, and is told as
   * done: only where the server is dead, `late` ends it.
   */
  async #write(
    name: string,
    signal: AbortSignal,
    body: (uuid: string, late: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const lock = this.#writes.get(name) ?? new Lock();
    this.#writes.set(name, lock);
    using _turn = await lock.acquire();
    signal.throwIfAborted();
    await this.#on(
      name,
      signal,
      (uuid) => this.#whileAlive(signal, (late) => body(uuid, late)),
    );
  }

  /** Runs requests that are given up only where the server is dead, too. */
  async #whileAlive<T>(
    signal: AbortSignal,
    requests: (late: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const late = new AbortController();
    let over = false;
    let watching = Promise.resolve();
    const watch = async () => {
      while (!over && await this.#isAlive()) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
      if (!over) late.abort(signal.reason);
    };
    const onAbort = () => watching = watch();
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      return await requests(late.signal);
    } finally {
      over = true;
      signal.removeEventListener("abort", onAbort);
      await watching;
    }
  }

  async #isAlive(): Promise<boolean> {
    try {
      const limit = AbortSignal.timeout(GRACE);
      await this.#ask(limit, (client) => client.heartbeat());
      return true;
    } catch {
      return false;
    }
  }

  /** Throws if one of the ids is there, and not by the batch named `ours`. */
  async #refuseTaken(
    name: string,
    uuid: string,
    entries: UnitEntry[],
    signal: AbortSignal,
    ours?: string,
  ): Promise<void> {
    const include = ours === undefined ? [] : [IncludeEnum.metadatas];
    for (let i = 0; i < entries.length; i += this.#maxBatch) {
      const ids = entries.slice(i, i + this.#maxBatch).map(({ id }) => id);
      const found = await this.#ask(
        signal,
        (client) => client.collection(uuid).get({ ids, include }),
      );
      const taken = found.ids.find((_, j) =>
        ours === undefined || found.metadatas[j]?.batch !== ours
      );
      if (taken === undefined) continue;
      throw new VectorDBError(
        "duplicate id",
        `Cannot insert into "${name}": id "${taken}" is there already`,
      );
    }
  }

  /**
   * The one request that chromadb does not make for us: it turns vectors into
   * base64 byte by byte, and 250 of 128-d would keep the loop for 9 ms.
   */
  #add(
    uuid: string,
    entries: UnitEntry[],
    batch: string,
    signal: AbortSignal,
  ): Promise<void> {
    return this.#told(signal, async () => {
      const response = await fetch(`${this.#collections}/${uuid}/add`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          ids: entries.map(({ id }) => id),
          embeddings: entries.map(({ vector }) =>
            this.#base64 ? base64(vector) : [...vector]
          ),
          metadatas: entries.map(() => ({ batch })),
        }),
        signal,
      });
      const answer = await response.text();
      if (response.status === 404) throw new ChromaNotFoundError(answer);
      if (!response.ok) throw new Error(answer);
    });
  }

  /** Takes back what a failed write has left, as far as the server answers. */
  async #undo(uuid: string, batch: string): Promise<void> {
    try {
      await this.#whileAlive(
        AbortSignal.abort(),
        (late) =>
          this.#ask(
            late,
            (client) => client.collection(uuid).delete({ where: { batch } }),
          ),
      );
    } catch {
      // The write's own error is the one to tell.
    }
  }

  /** Works on a collection; one that is gone is forgotten. */
  async #on<T>(
    name: string,
    signal: AbortSignal,
    work: (uuid: string) => Promise<T>,
  ): Promise<T> {
    const known = this.#known.get(name) ?? await this.#find(name, signal);
    try {
      if (known !== null) return await work(known.uuid);
    } catch (error) {
      if (!isError(error, "ChromaNotFoundError")) throw error;
      this.#known.delete(name);
    }
    throw new VectorDBError(
      "unknown collection",
      `Cannot use the collection "${name}": there is none of that name`,
    );
  }

  async #find(name: string, signal: AbortSignal): Promise<Known | null> {
    let collection: Collection;
    try {
      collection = await this.#ask(
        signal,
        (client) => client.getCollection({ name }),
      );
    } catch (error) {
      if (isError(error, "ChromaNotFoundError")) return null;
      throw error;
    }
    const dim = Number(collection.metadata?.dim);
    if (!Number.isInteger(dim)) {
      throw new VectorDBError(
        "database",
        `Cannot use the collection "${name}": another program made it, ` +
          "and did not write down its dimension",
      );
    }
    const known = { uuid: collection.id, dim };
    this.#known.set(name, known);
    return known;
  }

  /** A client for one call: chromadb takes a signal only for a whole client. */
  #ask<T>(
    signal: AbortSignal,
    call: (client: ChromaClient) => Promise<T>,
  ): Promise<T> {
    return this.#told(signal, () =>
      call(
        new ChromaClient({
          ...this.#server,
          tenant: TENANT,
          database: DATABASE,
          fetchOptions: { signal },
        }),
      ));
  }

  /** Tells failures in this client's words. */
  async #told<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      // It hides the reason behind an error of its own.
      signal.throwIfAborted();
      const known = error instanceof VectorDBError ||
        ["ChromaNotFoundError", "ChromaUniqueError"].some((name) =>
          isError(error, name)
        );
      if (known) throw error;
      const message = error instanceof Error ? error.message : String(error);
      throw new VectorDBError("database", `Chroma: ${message}`, {
        cause: error,
      });
    }
  }
}

function base64({ buffer, byteOffset, byteLength }: Float32Array<ArrayBuffer>) {
  return new Uint8Array(buffer, byteOffset, byteLength).toBase64();
}

function isError(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
