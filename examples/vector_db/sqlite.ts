import type { Backend, Hit, UnitEntry } from "./backend.ts";
import { VectorDBError } from "./errors.ts";
import type { SqliteStore } from "./sqlite_store.ts";
import type { Reply, Request } from "./sqlite_worker.ts";

type Method = Request["method"];

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
  signal: AbortSignal;
}

/**
 * `sqlite:FILE` — sqlite-vec in node:sqlite. Its calls block the thread they
 * run in, so they run in a Worker, and the loop stays free meanwhile.
 *
 * A call is a message, its answer another. No message reaches a Worker that
 * is busy, so a call takes four bytes along that both threads see: set to 1
 * here, the Worker finds them set at its next look, rolls back and answers.
 */
export class SqliteBackend implements Backend {
  #worker: Worker;
  #waiting = new Map<number, Waiting>();
  #lastCall = 0;
  /** Why the Worker answers no more. */
  #failure: VectorDBError | null = null;

  private constructor() {
    const script = new URL("./sqlite_worker.ts", import.meta.url);
    this.#worker = new Worker(script, { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#settle(data as Reply);
    this.#worker.onerror = (event) => {
      event.preventDefault(); // else it would end the program
      this.#fail(event.message);
    };
  }

  static async open(
    file: string,
    signal: AbortSignal,
  ): Promise<SqliteBackend> {
    const backend = new SqliteBackend();
    try {
      await backend.#call("open", [file], signal);
      return backend;
    } catch (error) {
      backend.#worker.terminate();
      throw error;
    }
  }

  dimension(name: string, signal: AbortSignal): Promise<number | null> {
    return this.#call("dimension", [name], signal);
  }

  create(name: string, dim: number, signal: AbortSignal): Promise<number> {
    return this.#call("create", [name, dim], signal);
  }

  insert(
    name: string,
    entries: UnitEntry[],
    signal: AbortSignal,
  ): Promise<void> {
    return this.#call("insert", [name, entries], signal);
  }

  search(
    name: string,
    query: Float32Array<ArrayBuffer>,
    topK: number,
    signal: AbortSignal,
  ): Promise<Hit[]> {
    return this.#call("search", [name, query, topK], signal);
  }

  ids(name: string, signal: AbortSignal): Promise<string[]> {
    return this.#call("ids", [name], signal);
  }

  delete(name: string, ids: string[], signal: AbortSignal): Promise<void> {
    return this.#call("delete", [name, ids], signal);
  }

  drop(name: string, signal: AbortSignal): Promise<void> {
    return this.#call("drop", [name], signal);
  }

  async close(): Promise<void> {
    try {
      if (this.#failure !== null) return;
      await this.#call("close", [], new AbortController().signal);
    } finally {
      this.#worker.terminate();
    }
  }

  async #call<M extends Method>(
    method: M,
    args: Parameters<SqliteStore[M]>,
    signal: AbortSignal,
  ): Promise<Awaited<ReturnType<SqliteStore[M]>>> {
    signal.throwIfAborted();
    if (this.#failure !== null) throw this.#failure;
    const call = ++this.#lastCall;
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const abort = () => {
      Atomics.store(stop, 0, 1);
      Atomics.notify(stop, 0); // it may sleep, waiting for another program
    };
    signal.addEventListener("abort", abort);
    try {
      const answer = new Promise((resolve, reject) => {
        this.#waiting.set(call, { resolve, reject, signal });
      });
      this.#worker.postMessage({ call, stop, method, args } satisfies Request);
      return await answer as Awaited<ReturnType<SqliteStore[M]>>;
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  #settle({ call, value, stopped, error }: Reply): void {
    const waiting = this.#waiting.get(call);
    if (waiting === undefined) return;
    this.#waiting.delete(call);
    if (stopped) waiting.reject(waiting.signal.reason);
    else if (error === undefined) waiting.resolve(value);
    else waiting.reject(new VectorDBError(error.problem, error.message));
  }

  /** The Worker itself broke: nothing that waits for it gets an answer. */
  #fail(message: string): void {
    this.#failure = new VectorDBError(
      "database",
      `Cannot use SQLite: its worker failed: ${message}`,
    );
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }
}
