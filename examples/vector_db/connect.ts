import type { Backend } from "./backend.ts";
import { VectorDBError } from "./errors.ts";
import { MemoryBackend } from "./memory.ts";

/**
 * Opens the database that a URL names. A backend is loaded only when it is
 * asked for: `memory:` needs no permission, and no package.
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
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) {
    const { PostgresBackend } = await load("./postgres.ts");
    return await PostgresBackend.open(url, signal);
  }
  // `localhost:8000` alone would be a URL with the scheme "localhost:".
  const http = /^[\w.-]+:\d+$/.test(url) ? `http://${url}` : url;
  if (/^https?:\/\//.test(http) && URL.canParse(http)) {
    const { ChromaBackend } = await load("./chroma.ts");
    return await ChromaBackend.open(http, signal);
  }
  throw new VectorDBError(
    "connect",
    `Cannot connect to ${JSON.stringify(url)}: it is none of memory:, ` +
      "sqlite:FILE, localhost:8000, http(s)://…, postgres://…",
  );
}

interface Opener {
  open(url: string, signal: AbortSignal): Promise<Backend>;
}

/**
 * Imports a module that brings a package with it. Deno downloads the packages
 * of all imports that it sees before a program starts; it cannot see this one.
 */
async function load(file: string): Promise<Record<string, Opener>> {
  return await import(new URL(file, import.meta.url).href);
}
