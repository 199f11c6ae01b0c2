/** The pipes of a child process, as channels. */
import type { Channel } from "./_transport.ts";
import { ignore } from "./_wait.ts";

const NOTHING: Uint8Array = new Uint8Array(0);
/** Chunks of merged streams that may wait to be read. */
const AHEAD = 4;

abstract class Pipe implements Channel {
  abstract readonly ending: "whole" | "none";
  readonly closesAtEof = true;
  readonly peername = null;
  readonly sockname = null;
  abstract close(): void;

  read(_into: Uint8Array): Promise<number | null> {
    return Promise.resolve(null);
  }

  write(data: Uint8Array): Promise<number> {
    return Promise.resolve(data.length);
  }

  end(): Promise<void> {
    return Promise.resolve();
  }
}

/** To the child's standard input. */
export class InPipe extends Pipe {
  readonly ending = "whole";
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;

  constructor(stream: WritableStream<Uint8Array>) {
    super();
    this.#writer = stream.getWriter();
    this.#writer.closed.catch(ignore);
  }

  override async write(data: Uint8Array): Promise<number> {
    await this.#writer.write(data);
    return data.length;
  }

  close(): void {
    this.#writer.close().catch(ignore);
  }
}

/** From the child's standard output or error. */
export class OutPipe extends Pipe {
  readonly ending = "none";
  readonly #next: () => Promise<Uint8Array | null>;
  readonly #cancel: () => void;
  #rest = NOTHING;

  /** @param streams One stream, or several as one, in the order in which their bytes come. */
  constructor(streams: ReadableStream<Uint8Array>[]) {
    super();
    const readers = streams.map((stream) => stream.getReader());
    const [only] = readers;
    this.#cancel = () => {
      for (const reader of readers) reader.cancel().catch(ignore);
    };
    this.#next = only !== undefined && readers.length === 1
      ? async () => (await only.read()).value ?? null
      : merged(readers);
  }

  override async read(into: Uint8Array): Promise<number | null> {
    if (this.#rest.length === 0) {
      const chunk = await this.#next();
      if (chunk === null) return null;
      this.#rest = chunk;
    }
    const part = this.#rest.subarray(0, into.length);
    into.set(part);
    this.#rest = this.#rest.subarray(part.length);
    return part.length;
  }

  close(): void {
    this.#cancel();
  }
}

function merged(
  readers: ReadableStreamDefaultReader<Uint8Array>[],
): () => Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let open = readers.length;
  let failure: { error: unknown } | null = null;
  // At most one waits for a chunk; all that wait for room are let go together.
  let onChunk = ignore;
  let onRoom: (() => void)[] = [];
  const pump = async (reader: ReadableStreamDefaultReader<Uint8Array>) => {
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        chunks.push(value);
        onChunk();
        if (chunks.length < AHEAD) continue;
        await new Promise<void>((resolve) => onRoom.push(resolve));
      }
    } catch (error) {
      failure = { error };
    }
    open--;
    onChunk();
  };
  for (const reader of readers) void pump(reader);
  return async () => {
    for (;;) {
      const chunk = chunks.shift();
      if (chunk !== undefined) {
        for (const resolve of onRoom) resolve();
        onRoom = [];
        return chunk;
      }
      if (failure !== null) throw failure.error;
      if (open === 0) return null;
      await new Promise<void>((resolve) => onChunk = resolve);
    }
  };
}
