import type { Backend } from "./backend.ts";
import { VectorDBError } from "./errors.ts";
import { MemoryBackend } from "./memory.ts";

/**
 * Opens the database that a URL names. A backend is imported only when it is
 * asked for: `memory:` needs no permission and no package.
 */
export async function openBackend(
  url: string,
  signal: AbortSignal,
): Promise<Backend> {
  signal.throwIfAborted();
  if (url === "memory:") return new MemoryBackend();
  if (url.startsWith("sqlite:")) {
    const { SqliteBackend } = await import("./sqlite.ts");
    return await SqliteBackend.open(url.slice("sqlite:".length), signal);
  }
  throw new VectorDBError(
    "connect",
    `Cannot connect to ${JSON.stringify(url)}: it is none of ` +
      "memory:, sqlite:FILE",
  );
}
