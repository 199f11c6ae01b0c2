/**
 * The writing side of a stream.
 *
 * @module
 */
import { CancelledError } from "./errors.ts";
import type { Transport } from "./_transport.ts";

/** How a connection goes on with TLS. All texts are PEM. */
export interface StartTlsOptions {
  /**
   * The name that the server's certificate must have.
   *
   * @default {the host that the connection was opened to}
   */
  hostname?: string;
  /** More authorities to trust. */
  caCerts?: string[];
  /** Protocols to offer, such as "h2". */
  alpnProtocols?: string[];
}

/**
 * Writes bytes; `openConnection()` and `startServer()` make it. `write()` only
 * puts them in a buffer, from which they go out in the background: follow it by
 * `await writer.drain()`, which waits while more than 64 KiB are on their way.
 *
 * @example
 * ```ts
 * import { openConnection, run, startServer } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * await run(async () => {
 *   await using server = await startServer(async (_reader, writer) => {
 *     writer.write(new TextEncoder().encode("hello"));
 *     await writer.drain();
 *     writer.close();
 *   }, "127.0.0.1", 0);
 *   const [reader, writer] = await openConnection("127.0.0.1", server.port);
 *   assertEquals(new TextDecoder().decode(await reader.read()), "hello");
 *   writer.close();
 *   await writer.waitClosed();
 * });
 * ```
 */
export class StreamWriter implements AsyncDisposable {
  /** @ignore */
  readonly _transport: Transport;

  /** @ignore */
  constructor(transport: Transport) {
    this._transport = transport;
  }

  /**
   * Writes bytes, as a copy. On a connection that is closed it does nothing.
   *
   * @param data The bytes.
   * @throws {RuntimeError} After `writeEof()`.
   * @throws {TypeError} If it is not a Uint8Array.
   */
  write(data: Uint8Array): void {
    if (!(data instanceof Uint8Array)) {
      throw new TypeError(
        `write() takes a Uint8Array, got ${
          typeof data === "string"
            ? "a string: write new TextEncoder().encode(text)"
            : String(data)
        }`,
      );
    }
    this._transport.write(data);
  }

  /**
   * Writes several pieces, one after the other.
   *
   * @param data The pieces.
   * @throws {RuntimeError} After `writeEof()`.
   * @throws {TypeError} If one is not a Uint8Array.
   */
  writelines(data: Iterable<Uint8Array>): void {
    for (const piece of data) this.write(piece);
  }

  /**
   * Waits while more than 64 KiB are on their way, until that falls to 16 KiB.
   * With less it does not wait.
   *
   * @returns When writing may go on.
   * @throws {CancelledError} If the task is cancelled meanwhile; what was written still goes out.
   * @throws {Deno.errors.ConnectionReset} "Connection lost", once it is closed.
   * @throws {unknown} What broke the connection.
   */
  drain(): Promise<void> {
    return this._transport.drain();
  }

  /**
   * Tells the other side, after what was written, that no more comes. Reading
   * goes on.
   *
   * @throws {RuntimeError} Where that is not possible: with TLS.
   */
  writeEof(): void {
    this._transport.writeEof();
  }

  /**
   * Tells whether `writeEof()` is possible.
   *
   * @returns `false` with TLS.
   */
  canWriteEof(): boolean {
    return this._transport.canWriteEof;
  }

  /** Closes the stream, reading included, once what was written has gone out. */
  close(): void {
    this._transport.close();
  }

  /**
   * Tells whether the stream is closed or being closed.
   *
   * @returns `true` after `close()`, or once the connection is lost.
   */
  isClosing(): boolean {
    return this._transport.isClosing;
  }

  /**
   * Waits until the stream is closed.
   *
   * @returns When it is closed and what was written has gone out.
   * @throws {CancelledError} If the task is cancelled meanwhile; the stream closes all the same.
   * @throws {unknown} What broke the connection.
   */
  waitClosed(): Promise<void> {
    return this._transport.waitClosed();
  }

  /**
   * Goes on with TLS, once what was written has gone out: for protocols that
   * begin in the clear, as SMTP and PostgreSQL do. Reader and writer stay the
   * same. The connection was opened by `openConnection(…, { ssl: "later" })`; the
   * server's side cannot do this, as Deno cannot.
   *
   * @param options The server's name, authorities, protocols.
   * @returns When the handshake is done.
   * @throws {RuntimeError} Where that is not possible: on the server's side, twice, while a read is under way, or with bytes unread that came before it.
   * @throws {CancelledError} If the task is cancelled meanwhile; the connection is closed then.
   * @throws {unknown} What made the handshake fail; the connection is closed then.
   *
   * @example
   * ```ts ignore
   * import { openConnection, run } from "@asyncio/asyncio";
   *
   * const bytes = (text: string) => new TextEncoder().encode(text);
   * await run(async () => {
   *   const [reader, writer] = await openConnection("mail.example", 587, {
   *     ssl: "later",
   *   });
   *   await reader.readline(); // 220, without extensions
   *   writer.write(bytes("STARTTLS\r\n"));
   *   await reader.readline(); // 220 go ahead
   *   await writer.startTls();
   *   writer.write(bytes("EHLO me\r\n"));
   * });
   * ```
   */
  startTls(options: StartTlsOptions = {}): Promise<void> {
    return this._transport.startTls(options);
  }

  /**
   * Tells an address of the connection.
   *
   * @param name "peername" for the other side's, "sockname" for this side's.
   * @returns The address; `null` for a unix socket or a pipe.
   */
  getExtraInfo(name: "peername" | "sockname"): Deno.NetAddr | null {
    return name === "peername" || name === "sockname"
      ? this._transport[name]
      : null;
  }

  /**
   * Closes the stream and waits for it. That a connection broke is not thrown
   * here: `drain()`, `waitClosed()` and the reader tell it.
   *
   * @returns When it is closed.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    try {
      await this.waitClosed();
    } catch (error) {
      if (error instanceof CancelledError) throw error;
    }
  }
}
