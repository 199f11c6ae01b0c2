import { VectorDBError, type VectorDBProblem } from "./errors.ts";
import { reason, SqliteStore, Stopped } from "./sqlite_store.ts";

/** One call, as it comes from `sqlite.ts`. */
export interface Request {
  call: number;
  /** Set to 1 from the other thread: stop. */
  stop: Int32Array<SharedArrayBuffer>;
  method: Exclude<keyof SqliteStore, "stop">;
  args: unknown[];
}

/** Its answer. */
export interface Reply {
  call: number;
  value?: unknown;
  stopped?: boolean;
  error?: { problem: VectorDBProblem; message: string };
}

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  postMessage(reply: Reply): void;
};
const store = new SqliteStore();

async function answer({ call, stop, method, args }: Request): Promise<Reply> {
  try {
    store.stop = stop;
    if (Atomics.load(stop, 0) !== 0) throw new Stopped();
    const run = store[method] as (...args: unknown[]) => unknown;
    return { call, value: await run.apply(store, args) };
  } catch (error) {
    if (error instanceof Stopped) return { call, stopped: true };
    const { problem, message } = error instanceof VectorDBError
      ? error
      : { problem: "database" as const, message: `SQLite: ${reason(error)}` };
    return { call, error: { problem, message } };
  }
}

scope.onmessage = async ({ data }) => scope.postMessage(await answer(data));
