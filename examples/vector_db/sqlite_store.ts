import { dirname, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Hit, UnitEntry } from "./backend.ts";
import { VectorDBError } from "./errors.ts";

/** Written into the file's header: it tells our files from all others. */
const APPLICATION_ID = 0x61637664; // "acvd"
const SCHEMA_VERSION = 1;
/** Milliseconds to wait for another program that writes to the file. */
const PATIENCE = 5000;
/** So many bytes of the file are read in place: a search copies nothing. */
const MAPPED = 2 ** 28;
/** So many rows are written between two looks at `stop`. */
const ROWS_PER_LOOK = 64;
/**
 * A search goes through the vectors in slices of 2 ** SLICE_BITS and looks
 * at `stop` in between. vec0 finds at most 4096 at once, so no slice has more.
 */
const SLICE_BITS = 12n;

/** The call was stopped from the other thread. */
export class Stopped extends Error {}

/**
 * The database file, used in the worker. But for `open`, a method runs to its
 * end without a wait, so nothing can come between two of its statements.
 */
export class SqliteStore {
  #file = "";
  #db!: DatabaseSync;
  /** Of the call that is running: 1 once it is to stop. */
  stop!: Int32Array;

  async open(file: string): Promise<void> {
    if (file === "") throw this.#cannotOpen("name a file, as in sqlite:a.db");
    this.#file = file;
    try {
      const { DatabaseSync } = await import("node:sqlite");
      const { getLoadablePath } = await import("sqlite-vec");
      // An absolute path, so that no name is special but :memory:
      const path = file === ":memory:" ? file : resolve(file);
      this.#db = new DatabaseSync(path, { allowExtension: true, timeout: 0 });
      this.#db.loadExtension(getLoadablePath());
      this.#retry(() => this.#setUp());
    } catch (error) {
      if (error instanceof VectorDBError || error instanceof Stopped) {
        throw error;
      }
      const unable = String(error).includes("unable to open");
      throw this.#cannotOpen(unable ? whyUnable(file) : reason(error));
    }
  }

  dimension(name: string): number | null {
    const row = this.#db.prepare("SELECT dim FROM collections WHERE name = ?")
      .get(name);
    return row === undefined ? null : Number(row.dim);
  }

  create(name: string, dim: number): number {
    return this.#write(() => {
      const found = this.dimension(name);
      if (found !== null) return found;
      const n = this.#db
        .prepare("INSERT INTO collections (name, dim) VALUES (?, ?)")
        .run(name, dim).lastInsertRowid;
      this.#db.exec(`
        CREATE TABLE ids_${n} (n INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL);
        CREATE VIRTUAL TABLE vectors_${n} USING vec0(
          slice INTEGER PARTITION KEY,
          vector FLOAT[${dim}] DISTANCE_METRIC=cosine
        )`);
      return dim;
    });
  }

  insert(name: string, entries: UnitEntry[]): void {
    const n = this.#find(name, entries[0].vector.length);
    this.#write(() => {
      const exists = this.#db.prepare(`SELECT 1 FROM ids_${n} WHERE id = ?`);
      const addId = this.#db.prepare(`INSERT INTO ids_${n} (id) VALUES (?)`);
      const addVector = this.#db.prepare(
        `INSERT INTO vectors_${n} (rowid, slice, vector) VALUES (?, ?, ?)`,
      );
      entries.forEach(({ id, vector }, i) => {
        if (i % ROWS_PER_LOOK === 0) this.#look();
        if (exists.get(id)) {
          throw new VectorDBError(
            "duplicate id",
            `Cannot insert into "${name}": id "${id}" is there already`,
          );
        }
        const row = BigInt(addId.run(id).lastInsertRowid);
        addVector.run(row, row >> SLICE_BITS, vector);
      });
    });
  }

  search(name: string, query: Float32Array, topK: number): Hit[] {
    const n = this.#find(name, query.length);
    const nearest = this.#db.prepare(`
      SELECT ids.id AS id, 1 - vectors.distance AS score
      FROM vectors_${n} AS vectors JOIN ids_${n} AS ids
        ON ids.n = vectors.rowid
      WHERE vectors.vector MATCH ? AND k = ? AND vectors.slice = ?`);
    const hits: Hit[] = [];
    this.#transaction("BEGIN", () => { // all slices see the same moment
      const rows = this.#db
        .prepare(`SELECT min(n) AS first, max(n) AS last FROM ids_${n}`)
        .get();
      if (rows === undefined || rows.first === null) return;
      const k = Math.min(topK, 2 ** Number(SLICE_BITS));
      const last = BigInt(Number(rows.last)) >> SLICE_BITS;
      let slice = BigInt(Number(rows.first)) >> SLICE_BITS;
      for (; slice <= last; slice++) {
        this.#look();
        const best = nearest.all(query as Float32Array<ArrayBuffer>, k, slice);
        for (const { id, score } of best) {
          hits.push({ id: String(id), score: Number(score) });
        }
      }
    });
    return hits.sort((a, b) => b.score - a.score).slice(0, topK);
  }

  ids(name: string): string[] {
    return this.#db.prepare(`SELECT id FROM ids_${this.#find(name)} ORDER BY n`)
      .all().map(({ id }) => String(id));
  }

  delete(name: string, ids: string[]): void {
    const n = this.#find(name);
    this.#write(() => {
      const find = this.#db.prepare(`SELECT n FROM ids_${n} WHERE id = ?`);
      const dropId = this.#db.prepare(`DELETE FROM ids_${n} WHERE n = ?`);
      const drop = this.#db.prepare(`DELETE FROM vectors_${n} WHERE rowid = ?`);
      ids.forEach((id, i) => {
        if (i % ROWS_PER_LOOK === 0) this.#look();
        const row = find.get(id);
        if (row === undefined) return;
        drop.run(row.n);
        dropId.run(row.n);
      });
    });
  }

  drop(name: string): void {
    const n = this.#find(name);
    this.#write(() => {
      this.#db.exec(`DROP TABLE vectors_${n}; DROP TABLE ids_${n}`);
      this.#db.prepare("DELETE FROM collections WHERE n = ?").run(n);
    });
  }

  close(): void {
    this.#db.close();
  }

  /** The number behind the names of a collection's two tables. */
  #find(name: string, dim?: number): number {
    const row = this.#db
      .prepare("SELECT n, dim FROM collections WHERE name = ?").get(name);
    if (row === undefined) {
      throw new VectorDBError(
        "unknown collection",
        `Cannot use the collection "${name}": there is none of that name`,
      );
    }
    if (dim !== undefined && dim !== row.dim) {
      throw new VectorDBError(
        "dimension",
        `Cannot use the collection "${name}": its vectors have ${row.dim} ` +
          `numbers, these have ${dim}`,
      );
    }
    return Number(row.n);
  }

  /** Looks whose file this is before it changes anything. */
  #setUp(): void {
    const db = this.#db;
    const owner = Number(
      db.prepare("PRAGMA application_id").get()
        ?.application_id,
    );
    const tables = Number(
      db.prepare("SELECT count(*) AS n FROM sqlite_schema")
        .get()?.n,
    );
    const version = Number(
      db.prepare("PRAGMA user_version").get()
        ?.user_version,
    );
    if (owner !== APPLICATION_ID && (owner !== 0 || tables > 0)) {
      throw this.#cannotOpen("it is a database of another program");
    }
    if (version > SCHEMA_VERSION) {
      throw this.#cannotOpen("a newer version of this client made it");
    }
    // A commit is on the disk when it returns: kill -9 loses nothing of it.
    db.exec("PRAGMA journal_mode = WAL");
    db.exec("PRAGMA synchronous = FULL");
    db.exec(`PRAGMA mmap_size = ${MAPPED}`);
    if (version === SCHEMA_VERSION) return;
    this.#transaction("BEGIN IMMEDIATE", () => {
      db.exec(`
        CREATE TABLE IF NOT EXISTS collections (
          n INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, dim INTEGER NOT NULL
        );
        PRAGMA application_id = ${APPLICATION_ID};
        PRAGMA user_version = ${SCHEMA_VERSION}`);
    });
  }

  #write<T>(body: () => T): T {
    return this.#retry(() => this.#transaction("BEGIN IMMEDIATE", body));
  }

  /** All of the body, or nothing. */
  #transaction<T>(begin: string, body: () => T): T {
    this.#db.exec(begin);
    try {
      const value = body();
      this.#db.exec("COMMIT");
      return value;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  /** Tries again while another program holds the file, until PATIENCE ends. */
  #retry<T>(attempt: () => T): T {
    const deadline = performance.now() + PATIENCE;
    while (true) {
      this.#look();
      try {
        return attempt();
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
      }
      Atomics.wait(this.stop, 0, 0, 20); // a stop ends this sleep, too
    }
  }

  #look(): void {
    if (Atomics.load(this.stop, 0) !== 0) throw new Stopped();
  }

  #cannotOpen(why: string): VectorDBError {
    return new VectorDBError(
      "connect",
      `Cannot open sqlite:${this.#file}: ${why}`,
    );
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && / is locked/.test(error.message);
}

/** SQLite says only that it is unable to open a file. */
function whyUnable(file: string): string {
  try {
    if (Deno.statSync(file).isDirectory) return "it is a folder";
  } catch {
    // No such file, which alone is no reason.
  }
  try {
    Deno.statSync(dirname(resolve(file)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      return `there is no folder ${dirname(file)}`;
    }
  }
  return "permission denied";
}

/** What a person can do something about. */
export function reason(error: unknown): string {
  if (error instanceof Deno.errors.NotCapable) {
    return `${error.message} (sqlite-vec is native code: it needs ` +
      "--allow-ffi, and its file --allow-read and --allow-write)";
  }
  const message = error instanceof Error ? error.message : String(error);
  if (isBusy(error)) return "another program keeps it locked";
  if (message.includes("malformed")) return "the file is damaged";
  if (message.includes("not a database")) return "it is not a database";
  return message;
}
