import postgres from "postgres";
import { Semaphore, sleep } from "../../mod.ts";
import type { Backend, Hit, UnitEntry } from "./backend.ts";
import { VectorDBError } from "./errors.ts";

/** Connections to the server at the same time. */
const CONNECTIONS = 4;
/** Milliseconds that a statement gets to answer its cancellation. */
const GRACE = 250;

/** So many numbers become text before other tasks get a turn: about 1 ms. */
const NUMBERS_PER_TURN = 2 ** 13;
/** PostgreSQL's code for a table that is not there. */
const UNDEFINED_TABLE = "42P01";

type Connection = ReturnType<typeof connection>;
/** Runs one statement of a transaction; `$1` … stand for the values. */
type Query = (text: string, ...values: Value[]) => Promise<postgres.Row[]>;
type Value = string | number | null;

/**
 * `postgres://…` — PostgreSQL with the extension pgvector, through the package
 * postgres. Without an index pgvector compares with every vector, so that the
 * answers are exact; `CREATE INDEX … USING hnsw` makes it fast and inexact.
 *
 * Every call is one transaction on a connection of its own. Cancelled, it asks
 * the server to stop the statement; where that has no effect, it cuts the
 * connection, and the server rolls back.
 */
export class PostgresBackend implements Backend {
  #url: string;
  #idle: Connection[] = [];
  #slots = new Semaphore(CONNECTIONS);
  /** The number behind the names of a collection's table, and its dimension. */
  #known = new Map<string, { n: number; dim: number }>();

  private constructor(url: string) {
    this.#url = url;
  }

  static async open(
    url: string,
    signal: AbortSignal,
  ): Promise<PostgresBackend> {
    const backend = new PostgresBackend(url);
    try {
      await backend.#transaction(signal, async (query) => {
        // One after the other: two programs may set up at the same time.
        await query("SELECT pg_advisory_xact_lock(1634890340)");
        await query("CREATE EXTENSION IF NOT EXISTS vector");
        await query(`CREATE TABLE IF NOT EXISTS vector_collections (
          n SERIAL PRIMARY KEY, name TEXT UNIQUE NOT NULL, dim INT NOT NULL)`);
      });
      return backend;
    } catch (error) {
      await backend.close();
      signal.throwIfAborted();
      const { host } = new URL(url);
      const why = error instanceof Error ? error.message : String(error);
      throw new VectorDBError(
        "connect",
        `Cannot connect to postgres://${host}: ${why}`,
        { cause: error },
      );
    }
  }

  async dimension(name: string, signal: AbortSignal): Promise<number | null> {
    await this.#transaction(signal, (query) => this.#find(query, name));
    return this.#known.get(name)?.dim ?? null;
  }

  async create(
    name: string,
    dim: number,
    signal: AbortSignal,
  ): Promise<number> {
    await this.#transaction(signal, async (query) => {
      const [made] = await query(
        `INSERT INTO vector_collections (name, dim) VALUES ($1, $2)
         ON CONFLICT DO NOTHING RETURNING n`,
        name,
        dim,
      );
      if (made === undefined) return;
      await query(`CREATE TABLE vectors_${made.n} (
        id TEXT COLLATE "C" PRIMARY KEY, vector VECTOR(${dim}) NOT NULL)`);
    });
    return await this.dimension(name, signal) ?? dim;
  }

  async insert(
    name: string,
    entries: UnitEntry[],
    signal: AbortSignal,
  ): Promise<void> {
    const texts: { id: string; vector: string }[] = [];
    const perTurn = Math.ceil(NUMBERS_PER_TURN / entries[0].vector.length);
    for (const { id, vector } of entries) {
      texts.push({ id, vector: `[${vector.join()}]` });
      if (texts.length % perTurn === 0) await sleep(0);
    }
    const rows = JSON.stringify(texts);
    await this.#on(name, signal, async (query, table) => {
      const added = await query(
        `INSERT INTO ${table}
         SELECT id, vector::vector
         FROM json_to_recordset($1::text::json) AS row (id TEXT, vector TEXT)
         ON CONFLICT DO NOTHING RETURNING id`,
        rows,
      );
      if (added.length === entries.length) return;
      const ids = new Set(added.map(({ id }) => id));
      const taken = entries.find(({ id }) => !ids.has(id));
      throw new VectorDBError(
        "duplicate id",
        `Cannot insert into "${name}": id "${taken?.id}" is there already`,
      );
    });
  }

  async search(
    name: string,
    query: Float32Array,
    topK: number,
    signal: AbortSignal,
  ): Promise<Hit[]> {
    const rows = await this.#on(
      name,
      signal,
      (ask, table) =>
        ask(
          `SELECT id, 1 - (vector <=> $1::vector) AS score
           FROM ${table}
           ORDER BY vector <=> $1::vector LIMIT $2::int`,
          `[${query.join()}]`,
          topK,
        ),
    );
    return rows.map(({ id, score }) => ({ id, score: Number(score) }));
  }

  async ids(name: string, signal: AbortSignal): Promise<string[]> {
    const rows = await this.#on(
      name,
      signal,
      (query, table) => query(`SELECT id FROM ${table}`),
    );
    return rows.map(({ id }) => id);
  }

  async delete(
    name: string,
    ids: string[],
    signal: AbortSignal,
  ): Promise<void> {
    await this.#on(name, signal, async (query, table) => {
      await query(
        `DELETE FROM ${table}
         WHERE id IN (SELECT json_array_elements_text($1::text::json))`,
        JSON.stringify(ids),
      );
    });
  }

  async drop(name: string, signal: AbortSignal): Promise<void> {
    await this.#on(name, signal, async (query, table) => {
      await query(`DROP TABLE ${table}`);
      await query("DELETE FROM vector_collections WHERE name = $1", name);
    });
    this.#known.delete(name);
  }

  async close(): Promise<void> {
    const idle = this.#idle.splice(0);
    await Promise.all(idle.map((sql) => sql.end({ timeout: 1 })));
  }

  async #find(query: Query, name: string): Promise<void> {
    const [row] = await query(
      "SELECT n, dim FROM vector_collections WHERE name = $1",
      name,
    );
    if (row === undefined) this.#known.delete(name);
    else this.#known.set(name, { n: row.n, dim: row.dim });
  }

  /** A transaction on a collection's table; one that is gone is forgotten. */
  async #on<T>(
    name: string,
    signal: AbortSignal,
    body: (query: Query, table: string) => Promise<T>,
  ): Promise<T> {
    const unknown = () =>
      new VectorDBError(
        "unknown collection",
        `Cannot use the collection "${name}": there is none of that name`,
      );
    try {
      return await this.#transaction(signal, async (query) => {
        if (!this.#known.has(name)) await this.#find(query, name);
        const known = this.#known.get(name);
        if (known === undefined) throw unknown();
        return await body(query, `vectors_${known.n}`);
      });
    } catch (error) {
      const { cause } = error as VectorDBError;
      const gone = cause instanceof postgres.PostgresError &&
        cause.code === UNDEFINED_TABLE;
      if (!gone) throw error;
      this.#known.delete(name);
      throw unknown();
    }
  }

  /** All of the body, or nothing. */
  async #transaction<T>(
    signal: AbortSignal,
    body: (query: Query) => Promise<T>,
  ): Promise<T> {
    using _slot = await this.#slots.acquire();
    signal.throwIfAborted();
    const sql = this.#idle.pop() ?? connection(this.#url);
    let running: postgres.PendingQuery<postgres.Row[]> | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let state = "connecting" as "connecting" | "connected" | "cut";
    const cut = () => {
      state = "cut";
      sql.end({ timeout: 0 });
    };
    const onAbort = () => {
      if (state === "connecting") return cut();
      running?.cancel();
      timer = setTimeout(cut, GRACE);
    };
    signal.addEventListener("abort", onAbort);
    try {
      return await sql.begin(async (transaction) => {
        if (state === "connecting") state = "connected";
        return await body(async (text, ...values) => {
          signal.throwIfAborted();
          running = transaction.unsafe(text, values);
          try {
            return await running;
          } catch (error) {
            // begin() rejects by itself then. If its body did, too, the driver would
            // write a ROLLBACK to the socket that it no longer has, and throw.
            if ((error as { code?: string }).code === "CONNECTION_CLOSED") {
              await new Promise<never>(() => {});
            }
            throw error;
          } finally {
            running = null;
          }
        });
      }) as T;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof VectorDBError) throw error;
      const message = error instanceof Error ? error.message : String(error);
      throw new VectorDBError("database", `PostgreSQL: ${message}`, {
        cause: error,
      });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      if (state !== "cut") this.#idle.push(sql);
    }
  }
}

function connection(url: string) {
  return postgres(url, {
    max: 1,
    prepare: false,
    fetch_types: false,
    connect_timeout: 0, // the caller's deadline counts
    max_lifetime: null,
    onnotice() {},
  });
}
