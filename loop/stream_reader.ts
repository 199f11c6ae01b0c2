/**
 * The reading side of a stream.
 *
 * @module
 */
import { ByteBuffer, concat, copy } from "./_byte_buffer.ts";
import {
  IncompleteReadError,
  LimitOverrunError,
  RuntimeError,
} from "./errors.ts";
import { ReadWait } from "./_read_wait.ts";
import { SeparatorSearch } from "./_separator_search.ts";

/** How a stream is made. */
export interface StreamOptions {
  /**
   * Bytes that `readline()` and `readuntil()` return at most; with twice as many
   * in the buffer the stream stops receiving until they are read.
   *
   * @default {65536}
   */
  limit?: number;
}

/** Where the bytes come from, if it can be told to stop. */
export interface Pausable {
  _pauseReading(): void;
  _resumeReading(): void;
}

/** Who waits for bytes. */
interface Waiter {
  _wake(): void;
  _break?(error: unknown): void;
}

const DEFAULT_LIMIT = 65_536;
const NEWLINE = Uint8Array.of(10);

/**
 * Bytes as they come. One task reads at a time. A cancelled read takes nothing
 * out of the buffer.
 *
 * What a read gives is nobody else's, but it may be a view of a larger buffer:
 * `slice()` what is kept for long, or is transferred to a Worker.
 *
 * @example
 * ```ts
 * import { run, StreamReader } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * await run(async () => {
 *   const reader = new StreamReader();
 *   reader.feedData(new TextEncoder().encode("one\ntwo\n"));
 *   reader.feedEof();
 *   const lines: string[] = [];
 *   for await (const line of reader) lines.push(new TextDecoder().decode(line));
 *   assertEquals(lines, ["one\n", "two\n"]);
 * });
 * ```
 */
export class StreamReader implements AsyncIterable<Uint8Array> {
  readonly #limit: number;
  readonly #buffer = new ByteBuffer();
  #input: "open" | "ended" = "open";
  #exception: unknown | null = null;
  /** Who reads, from its parking until it is woken. */
  #waiter: Waiter | null = null;
  #source: Pausable | null = null;
  #flow: "flowing" | "paused" = "flowing";
  /** `on demand`: the source is read only while somebody waits. */
  #pace: "ahead" | "on demand" = "ahead";

  /**
   * Makes a reader that gets its bytes from `feedData()`.
   *
   * @param options The limit.
   * @throws {RangeError} If the limit is not above 0.
   */
  constructor(options: StreamOptions = {}) {
    const { limit = DEFAULT_LIMIT } = options;
    if (!(limit > 0)) throw new RangeError("Limit cannot be <= 0");
    this.#limit = limit;
  }

  /**
   * Adds bytes to the buffer, as a copy, and wakes who waits for them.
   *
   * @param data The bytes.
   * @throws {RuntimeError} After `feedEof()`.
   * @throws {TypeError} If it is not a Uint8Array.
   */
  feedData(data: Uint8Array): void {
    expectBytes(data);
    if (this.#input === "ended") {
      throw new RuntimeError("feedData() called after feedEof()");
    }
    if (data.length > 0) this._feed(copy(data));
  }

  /** Says that no more bytes come. */
  feedEof(): void {
    this.#input = "ended";
    this.#wake();
  }

  /**
   * Reads up to `n` bytes: what is there, or what comes first. With bytes in the
   * buffer it does not wait.
   *
   * @param n How many at most; less than 0 for all until the end of the stream.
   * @returns The bytes; none at the end of the stream.
   * @throws {CancelledError} If the task is cancelled meanwhile; nothing is taken.
   * @throws {RuntimeError} If another task waits for this stream.
   * @throws {RangeError} If `n` is no integer.
   * @throws {unknown} What broke the connection.
   */
  read(n = -1): Promise<Uint8Array> {
    expectCount(n, "read");
    if (n < 0) {
      const all = this._collector();
      return this.#read("read", all.take, all.giveBack);
    }
    return this.#read("read", () => {
      if (n > 0 && this.#buffer.size === 0 && this.#input === "open") {
        return null;
      }
      return this.#take(n);
    });
  }

  /**
   * Reads a line, its newline included. The last one may lack it.
   *
   * @returns The line; no bytes at the end of the stream.
   * @throws {RangeError} If the line is longer than the limit; what there is of it is dropped.
   * @throws {CancelledError} If the task is cancelled meanwhile; nothing is taken.
   * @throws {RuntimeError} If another task waits for this stream.
   * @throws {unknown} What broke the connection.
   */
  readline(): Promise<Uint8Array> {
    const line = this.#until([NEWLINE]);
    return this.#read("readline", () => {
      try {
        return line();
      } catch (error) {
        if (error instanceof IncompleteReadError) return error.partial;
        if (!(error instanceof LimitOverrunError)) throw error;
        const { consumed, message } = error;
        const buffer = this.#buffer;
        if (buffer.find(NEWLINE, consumed) === consumed) {
          buffer.drop(consumed + 1);
        } else buffer.clear();
        this.#resumeIfLow();
        throw new RangeError(message);
      }
    });
  }

  /**
   * Reads exactly `n` bytes. The limit does not matter here.
   *
   * @param n How many.
   * @returns The bytes.
   * @throws {IncompleteReadError} If the stream ends before; its `partial` has the rest.
   * @throws {RangeError} If `n` is less than 0 or no integer.
   * @throws {CancelledError} If the task is cancelled meanwhile; nothing is taken.
   * @throws {RuntimeError} If another task waits for this stream.
   * @throws {unknown} What broke the connection.
   */
  readexactly(n: number): Promise<Uint8Array> {
    expectCount(n, "readexactly");
    if (n < 0) {
      throw new RangeError("readexactly size can not be less than zero");
    }
    return this.#read("readexactly", () => {
      if (this.#buffer.size >= n) return this.#take(n);
      if (this.#input === "open") return null;
      throw new IncompleteReadError(this.#buffer.take(n), n);
    });
  }

  /**
   * Reads up to and with a separator; of several, up to the one that ends first.
   *
   * @param separator The separator, or several. Default: a newline.
   * @returns The bytes, the separator included.
   * @throws {IncompleteReadError} If the stream ends before; its `partial` has the rest.
   * @throws {LimitOverrunError} If the limit is reached before; the bytes stay in the buffer.
   * @throws {RangeError} If a separator is empty, or there is none.
   * @throws {CancelledError} If the task is cancelled meanwhile; nothing is taken.
   * @throws {RuntimeError} If another task waits for this stream.
   * @throws {unknown} What broke the connection.
   */
  readuntil(
    separator: Uint8Array | Uint8Array[] = NEWLINE,
  ): Promise<Uint8Array> {
    const separators = Array.isArray(separator)
      ? separator.toSorted((a, b) => a.length - b.length)
      : [separator];
    separators.forEach(expectBytes);
    if (separators.length === 0) {
      throw new RangeError("Separator should contain at least one element");
    }
    if (separators[0]?.length === 0) {
      throw new RangeError("Separator should be at least one-byte string");
    }
    return this.#read("readuntil", this.#until(separators));
  }

  /**
   * Tells whether everything was read.
   *
   * @returns `true` once the stream has ended and the buffer is empty.
   */
  atEof(): boolean {
    return this.#input === "ended" && this.#buffer.size === 0;
  }

  /**
   * What broke the connection.
   *
   * @returns The error; `null` if there is none.
   */
  exception(): unknown | null {
    return this.#exception;
  }

  /**
   * Makes every read fail from now on.
   *
   * @param exception What they throw.
   */
  setException(exception: unknown): void {
    this.#exception = exception;
    this.#waiter?._break?.(exception);
    this.#wake();
  }

  /**
   * Reads the lines until the end of the stream.
   *
   * @returns The lines, their newlines included.
   */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return {
      next: async () => {
        const value = await this.readline();
        return value.length > 0
          ? { done: false, value }
          : { done: true, value: undefined };
      },
    };
  }

  /** @ignore Says where the bytes come from */
  _setSource(source: Pausable): void {
    this.#source = source;
  }

  /** @ignore Has the source read only while somebody waits */
  _readOnDemand(): void {
    this.#pace = "on demand";
    this.#flow = "paused";
  }

  /** @ignore Has the source read ahead, up to the limit */
  _readAhead(): void {
    this.#pace = "ahead";
    this.#resumeIfLow();
  }

  /** @ignore Whether bytes may come now */
  _isFlowing(): boolean {
    return this.#flow === "flowing";
  }

  /** @ignore Whether bytes are asked for, or there without being read */
  _isBusy(): boolean {
    return this.#waiter !== null || this.#buffer.size > 0;
  }

  /** @ignore Adds bytes that nobody writes to any more */
  _feed(data: Uint8Array): void {
    this.#buffer.push(data);
    this.#wake();
    if (
      this.#source !== null && this.#flow === "flowing" &&
      (this.#buffer.size > 2 * this.#limit || this.#pace === "on demand")
    ) {
      this.#flow = "paused";
      this.#source._pauseReading();
    }
  }

  /** @ignore Gathers all bytes until the end of the stream */
  _collector(): { take: () => Uint8Array | null; giveBack: () => void } {
    let blocks: Uint8Array[] = [];
    return {
      take: () => {
        if (this.#buffer.size > 0) blocks.push(this.#take(this.#buffer.size));
        if (this.#input === "ended") return concat(blocks);
        if (this.#exception !== null) throw this.#exception;
        return null;
      },
      giveBack: () => {
        if (blocks.length > 0) this.#buffer.putBack(concat(blocks));
        blocks = [];
      },
    };
  }

  /** @ignore Takes the one place of who waits */
  _stand(wait: Waiter, method: string): void {
    if (this.#waiter !== null && this.#waiter !== wait) {
      throw new RuntimeError(
        `${method}() called while another coroutine is already waiting for incoming data`,
      );
    }
    this.#waiter = wait;
    // Who waits gets its bytes, however many are in the buffer.
    if (this.#flow === "paused") this.#resume();
  }

  /** @ignore */
  _leave(wait: Waiter): void {
    if (this.#waiter === wait) this.#waiter = null;
  }

  #read(
    method: string,
    take: () => Uint8Array | null,
    giveBack?: () => void,
  ): Promise<Uint8Array> {
    if (this.#exception !== null) return Promise.reject(this.#exception);
    let data: Uint8Array | null;
    try {
      data = take();
    } catch (error) {
      return Promise.reject(error);
    }
    if (data !== null) return Promise.resolve(data);
    const wait = new ReadWait(this, method, take, giveBack);
    try {
      wait._stand();
    } catch (error) {
      giveBack?.();
      return Promise.reject(error);
    }
    return wait._begin();
  }

  #until(separators: Uint8Array[]): () => Uint8Array | null {
    const buffer = this.#buffer;
    const search = new SeparatorSearch(buffer, separators, this.#limit);
    return () => {
      const end = search.find();
      if (end !== null) return this.#take(end);
      if (this.#input === "open") return null;
      throw new IncompleteReadError(buffer.take(buffer.size), null);
    };
  }

  #take(count: number): Uint8Array {
    const data = this.#buffer.take(count);
    this.#resumeIfLow();
    return data;
  }

  #resumeIfLow(): void {
    if (
      this.#flow === "paused" && this.#pace === "ahead" &&
      this.#buffer.size <= this.#limit
    ) this.#resume();
  }

  #resume(): void {
    this.#flow = "flowing";
    this.#source?._resumeReading();
  }

  #wake(): void {
    const waiter = this.#waiter;
    this.#waiter = null;
    waiter?._wake();
  }
}

function expectBytes(data: unknown): void {
  if (data instanceof Uint8Array) return;
  throw new TypeError(
    `a Uint8Array was expected, got ${
      typeof data === "string"
        ? "a string: write new TextEncoder().encode(text)"
        : String(data)
    }`,
  );
}

function expectCount(n: unknown, method: string): void {
  if (Number.isInteger(n)) return;
  throw new RangeError(
    `${method}() takes a whole number of bytes, got ${String(n)}`,
  );
}
