/**
 * Servers of streams.
 *
 * @module
 */
import { waitIn } from "./_attempt.ts";
import { type Belonging, Belongings } from "./_belongings.ts";
import { type Context, copyContext } from "./context.ts";
import { runInFrame } from "./current.ts";
import { CancelledError, RuntimeError } from "./errors.ts";
import type { EventLoop } from "./event_loop.ts";
import { Handle } from "./handle.ts";
import { StreamReader } from "./stream_reader.ts";
import { StreamWriter } from "./stream_writer.ts";
import { type Channel, Transport } from "./_transport.ts";
import { ignore } from "./_wait.ts";
import { QueuedWait, WaitQueue } from "./_waiters.ts";

/**
 * Called for each connection, in a task of its own. The connection stays open
 * when it returns: close the writer.
 */
export type ClientConnected = (
  reader: StreamReader,
  writer: StreamWriter,
) => void | PromiseLike<void>;

/** Where connections come from. */
export interface Doorway {
  readonly port: number;
  /** The next connection; it is served once it is `ready`. */
  accept(): Promise<{ channel: Channel; ready: Promise<void> | null }>;
  close(): void;
}

type ServerState = "listening" | "serving" | "closed";

// As asyncio.constants.ACCEPT_RETRY_DELAY (out of files, say) and
// SSL_HANDSHAKE_TIMEOUT, in milliseconds.
const RETRY_AFTER = 1000;
const GREET_WITHIN = 60_000;

/**
 * A server; `startServer()` makes it.
 *
 * @example
 * ```ts
 * import { run, startServer } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   await using server = await startServer((_reader, writer) => {
 *     writer.close();
 *   }, "127.0.0.1", 0);
 *   console.log(server.port > 0, server.isServing());
 * });
 * ```
 */
export class Server implements AsyncDisposable {
  /** @ignore */
  readonly _patience = 5;
  readonly #loop: EventLoop;
  readonly #doorway: Doorway;
  readonly #onClient: ClientConnected;
  readonly #limit: number | undefined;
  readonly #context: Context = copyContext();
  readonly #clients: Set<Transport> = new Set();
  readonly #greetings: Set<Greeting> = new Set();
  readonly #closers = new WaitQueue("Server.waitClosed()");
  /** At most one stands here: the one of `serveForever()`. */
  readonly #forever = new WaitQueue("Server.serveForever()");
  #state: ServerState = "listening";
  #onClose: () => void = ignore;
  /** Until this ends the host may hold the port, or the file of the socket. */
  #accepting: Promise<void> | null = null;

  /** @ignore */
  constructor(
    loop: EventLoop,
    doorway: Doorway,
    onClient: ClientConnected,
    limit: number | undefined,
  ) {
    this.#loop = loop;
    this.#doorway = doorway;
    this.#onClient = onClient;
    this.#limit = limit;
    Belongings.of(loop).add(this);
  }

  /** The port it listens on; 0 for a unix socket. */
  get port(): number {
    return this.#doorway.port;
  }

  /**
   * Tells whether it accepts connections.
   *
   * @returns `false` once closed.
   */
  isServing(): boolean {
    return this.#state === "serving";
  }

  /** Accepts connections, if it was made with `startServing: false`. */
  startServing(): void {
    if (this.#state !== "listening") return;
    this.#state = "serving";
    this.#accepting = runInFrame(this.#loop._frame, () => this.#accept());
  }

  /**
   * Accepts connections until the task is cancelled; then the server is closed,
   * and its connections are waited for.
   *
   * @returns Never.
   * @throws {CancelledError} If the task is cancelled, or `close()` is called.
   * @throws {RuntimeError} If it is closed, or another task does this already.
   */
  serveForever(): Promise<never> {
    if (this.#forever.isBusy) {
      throw new RuntimeError(
        "server <Server> is already being awaited on serveForever()",
      );
    }
    if (this.#state === "closed") {
      throw new RuntimeError("server <Server> is closed");
    }
    this.startServing();
    return new ServeWait(this.#forever, this)._enter();
  }

  /** Stops listening. Connections that are open stay open. */
  close(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#doorway.close();
    for (const greeting of this.#greetings) greeting._abandon();
    this.#onClose();
    this.#forever.wakeAll();
    this.#wakeIfGone();
  }

  /** Closes every connection, once what was written has gone out. */
  closeClients(): void {
    for (const transport of [...this.#clients]) transport.close();
  }

  /** Closes every connection at once; what has not gone out is dropped. */
  abortClients(): void {
    for (const transport of [...this.#clients]) transport.abort();
  }

  /**
   * Waits until the server is closed and all its connections are gone.
   *
   * @returns When that is so.
   * @throws {CancelledError} If the task is cancelled meanwhile.
   */
  waitClosed(): Promise<void> {
    return this._isGone()
      ? Promise.resolve()
      : waitIn(this.#closers, () => undefined);
  }

  /**
   * Closes the server and waits until its connections are gone.
   *
   * @returns When they are.
   */
  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return this.waitClosed();
  }

  /** @ignore */
  _isGone(): boolean {
    return this.#state === "closed" && this.#accepting === null &&
      this.#clients.size === 0;
  }

  /** @ignore */
  async _abandon(): Promise<void> {
    this.close();
    await this.#accepting;
  }

  async #accept(): Promise<void> {
    while (this.#state === "serving") {
      try {
        const { channel, ready } = await this.#doorway.accept();
        Belongings.of(this.#loop).touch();
        if (ready === null) this.#connected(channel);
        else void this.#connectedWhen(ready, channel);
      } catch (exception) {
        if (!this.isServing()) break;
        this.#loop.callExceptionHandler({
          message: "accept() failed; it is tried again in a second",
          exception,
        });
        await new Promise<void>((resolve) => {
          this.#loop.callLater(RETRY_AFTER, resolve);
          this.#onClose = resolve;
        });
      }
    }
    this.#accepting = null;
    this.#wakeIfGone();
  }

  async #connectedWhen(ready: Promise<void>, channel: Channel): Promise<void> {
    const greeting = new Greeting(channel);
    const belongings = Belongings.of(this.#loop);
    this.#greetings.add(greeting);
    belongings.add(greeting);
    const timer = this.#loop.callLater(
      GREET_WITHIN,
      () => greeting._abandon(),
    );
    try {
      await ready;
      this.#connected(channel);
    } catch (exception) {
      greeting._abandon();
      if (!this.#loop.getDebug()) return;
      this.#loop.callExceptionHandler({
        message: "SSL handshake failed",
        exception,
      });
    } finally {
      timer.cancel();
      this.#greetings.delete(greeting);
      belongings.delete(greeting);
    }
  }

  #connected(channel: Channel): void {
    if (this.#loop.isClosed() || this.#state === "closed") {
      channel.close();
      return;
    }
    const reader = new StreamReader(
      this.#limit === undefined ? {} : { limit: this.#limit },
    );
    const transport = new Transport(this.#loop, channel, reader, () => {
      this.#clients.delete(transport);
      this.#wakeIfGone();
    });
    this.#clients.add(transport);
    const serve = () => this.#serve(transport, reader);
    this.#loop._push(new Handle(this.#loop, serve, [], this.#context));
  }

  #serve(transport: Transport, reader: StreamReader): void {
    const task = this.#loop.createTask(async () => {
      await this.#onClient(reader, new StreamWriter(transport));
    });
    task.addDoneCallback(() => {
      if (task.cancelled()) return transport.close();
      const exception = task.exception();
      if (exception === null) return;
      this.#loop.callExceptionHandler({
        message: "Unhandled exception in client_connected_cb",
        exception,
        task,
      });
      transport.close();
    });
  }

  #wakeIfGone(): void {
    if (!this._isGone()) return;
    Belongings.of(this.#loop).delete(this);
    this.#closers.wakeAll();
    this.#forever.wakeAll();
  }
}

/** A connection whose TLS handshake is under way. */
class Greeting implements Belonging {
  readonly _patience = 100;
  #channel: Channel | null;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  _abandon(): void {
    this.#channel?.close();
    this.#channel = null;
  }
}

/** Ends by cancellation only, and only when the server is gone. */
class ServeWait extends QueuedWait<never> {
  readonly #server: Server;
  #reason: unknown = null;

  constructor(queue: WaitQueue, server: Server) {
    super(queue);
    this.#server = server;
  }

  override _resume(): void {
    this.#end(this.#reason ?? new CancelledError());
  }

  override _cancelled(error: unknown): void {
    if (this.#reason === null) this.#end(error);
    else this._reject(this.#reason);
  }

  #end(reason: unknown): void {
    this.#reason = reason;
    this.#server.close();
    if (this.#server._isGone()) this._reject(reason);
    else this._waitOn();
  }
}
