/**
 * Streams over the network.
 *
 * @module
 */
import { runningFrame } from "./current.ts";
import { expectDeno, explained, waitForHost } from "./_host_wait.ts";
import { type ClientConnected, type Doorway, Server } from "./server.ts";
import { ClientSocket, doorway, Socket } from "./_socket.ts";
import { type StreamOptions, StreamReader } from "./stream_reader.ts";
import { StreamWriter } from "./stream_writer.ts";
import { type Channel, Transport } from "./_transport.ts";

/** How a connection is opened. */
export interface ConnectionOptions extends StreamOptions {
  /**
   * Encrypts the connection with TLS; `true` checks the server's certificate
   * against the usual authorities. `"later"`: from `writer.startTls()` on; until
   * then the connection is read only while somebody waits for its bytes.
   *
   * @default {false}
   */
  ssl?: boolean | ClientTls | "later";
}

/** TLS, seen from the client. All texts are PEM. */
export interface ClientTls {
  /** More authorities to trust. */
  caCerts?: string[];
  /** Protocols to offer, such as "h2". */
  alpnProtocols?: string[];
  /** The client's own certificate. */
  cert?: string;
  /** The key of `cert`. */
  key?: string;
}

/** How a server is started. */
export interface ServerOptions extends StreamOptions {
  /** Encrypts its connections with TLS. */
  ssl?: ServerTls;
  /**
   * `false`: connections queue up until `server.startServing()`.
   *
   * @default {true}
   */
  startServing?: boolean;
}

/** TLS, seen from the server. All texts are PEM. */
export interface ServerTls {
  /** The server's certificate, and those between it and its authority. */
  cert: string;
  /** The key of `cert`. */
  key: string;
  /** Protocols to accept, such as "h2". */
  alpnProtocols?: string[];
}

/**
 * Opens a TCP connection. Needs `--allow-net=HOST:PORT`.
 *
 * @param host A name or address.
 * @param port The port.
 * @param options Limit, TLS.
 * @returns A reader and a writer.
 * @throws {Deno.errors.ConnectionRefused} If nobody listens there; other errors of `Deno.connect()` too.
 * @throws {CancelledError} If the task is cancelled meanwhile; the attempt is aborted.
 * @throws {RuntimeError} "no running event loop", outside of one.
 * @throws {TypeError} On a runtime without `Deno`.
 *
 * @example
 * ```ts
 * import { openConnection, run, startServer } from "@asyncio/asyncio";
 * import { assertEquals } from "@std/assert";
 *
 * await run(async () => {
 *   await using server = await startServer(async (reader, writer) => {
 *     writer.write(await reader.readline());
 *     writer.close();
 *   }, "127.0.0.1", 0);
 *   const [reader, writer] = await openConnection("127.0.0.1", server.port);
 *   writer.write(new TextEncoder().encode("echo\n"));
 *   assertEquals(new TextDecoder().decode(await reader.readline()), "echo\n");
 *   writer.close();
 *   await writer.waitClosed();
 * });
 * ```
 */
export function openConnection(
  host: string,
  port: number,
  options: ConnectionOptions = {},
): Promise<[StreamReader, StreamWriter]> {
  const { connect, connectTls } = expectDeno("openConnection()");
  const { ssl = false } = options;
  const to = { hostname: host, port };
  return open(`openConnection(${host}:${port})`, options, async (signal) => {
    if (ssl === false || ssl === "later") {
      return new ClientSocket(await connect({ ...to, signal }), host);
    }
    const conn = await connectTls(ssl === true ? to : { ...to, ...ssl });
    const close = () => conn.close();
    if (signal.aborted) close();
    else signal.addEventListener("abort", close);
    try {
      await conn.handshake();
    } catch (error) {
      if (!signal.aborted) close();
      throw error;
    } finally {
      signal.removeEventListener("abort", close);
    }
    return new Socket(conn);
  });
}

/**
 * Opens a connection to a unix socket. Needs `--allow-net=unix:PATH`, and
 * `--allow-read` and `--allow-write` of the path.
 *
 * @param path The socket.
 * @param options The limit.
 * @returns A reader and a writer.
 * @throws {Deno.errors.NotFound} If there is no such socket; other errors of `Deno.connect()` too.
 * @throws {CancelledError} If the task is cancelled meanwhile.
 * @throws {RuntimeError} "no running event loop", outside of one.
 * @throws {TypeError} On a runtime without `Deno`.
 *
 * @example
 * ```ts ignore
 * import { openUnixConnection, run } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const [reader, writer] = await openUnixConnection("/run/app.sock");
 *   writer.write(new TextEncoder().encode("status\n"));
 *   console.log(new TextDecoder().decode(await reader.readline()));
 *   writer.close();
 * });
 * ```
 */
export function openUnixConnection(
  path: string,
  options: StreamOptions = {},
): Promise<[StreamReader, StreamWriter]> {
  const { connect } = expectDeno("openUnixConnection()");
  return open(
    `openUnixConnection(${path})`,
    options,
    async () => new Socket(await connect({ transport: "unix", path })),
  );
}

/**
 * Starts a TCP server. Needs `--allow-net=HOST:PORT`.
 *
 * Each connection is served in a task of its own. What the function throws goes
 * to the loop's exception handler, and its connection is closed; when it
 * returns the connection stays open.
 *
 * @param onClient Called with a reader and a writer for each connection.
 * @param host A name or address of this machine; "0.0.0.0" for all.
 * @param port The port; 0 for any that is free, which `server.port` tells.
 * @param options Limit, TLS, `startServing`.
 * @returns The server.
 * @throws {Deno.errors.AddrInUse} If the port is taken; other errors of `Deno.listen()` too.
 * @throws {RuntimeError} "no running event loop", outside of one.
 * @throws {TypeError} On a runtime without `Deno`.
 *
 * @example
 * ```ts
 * import { openConnection, run, startServer } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const server = await startServer(async (reader, writer) => {
 *     for await (const line of reader) {
 *       writer.write(line);
 *       await writer.drain();
 *     }
 *     writer.close();
 *   }, "127.0.0.1", 0);
 *   const [reader, writer] = await openConnection("127.0.0.1", server.port);
 *   writer.write(new TextEncoder().encode("hello\n"));
 *   writer.writeEof();
 *   console.log(await reader.read());
 *   writer.close();
 *   server.close();
 *   await server.waitClosed();
 * });
 * ```
 */
export function startServer(
  onClient: ClientConnected,
  host: string,
  port: number,
  options: ServerOptions = {},
): Promise<Server> {
  const { listen, listenTls } = expectDeno("startServer()");
  const { ssl } = options;
  const at = { hostname: host, port };
  return start(`${host}:${port}`, onClient, options, () => {
    return doorway(
      ssl === undefined ? listen(at) : listenTls({ ...at, ...ssl }),
    );
  });
}

/**
 * Starts a server on a unix socket. Needs `--allow-net=unix:PATH`, and
 * `--allow-read` and `--allow-write` of the path. A socket that is left there
 * from before is replaced; closing the server removes it.
 *
 * @param onClient Called with a reader and a writer for each connection.
 * @param path The socket.
 * @param options Limit, `startServing`.
 * @returns The server.
 * @throws {Deno.errors.AddrInUse} If the path is taken by something else.
 * @throws {RuntimeError} "no running event loop", outside of one.
 * @throws {TypeError} On a runtime without `Deno`.
 *
 * @example
 * ```ts ignore
 * import { run, startUnixServer } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const server = await startUnixServer((_reader, writer) => {
 *     writer.write(new TextEncoder().encode("ready\n"));
 *     writer.close();
 *   }, "/run/app.sock");
 *   await server.serveForever();
 * });
 * ```
 */
export function startUnixServer(
  onClient: ClientConnected,
  path: string,
  options: Omit<ServerOptions, "ssl"> = {},
): Promise<Server> {
  const { listen, lstatSync, removeSync } = expectDeno("startUnixServer()");
  return start(path, onClient, options, () => {
    if (isSocket()) removeSync(path);
    return doorway(listen({ transport: "unix", path }));
  });

  function isSocket(): boolean {
    try {
      return lstatSync(path).isSocket ?? false;
    } catch {
      return false;
    }
  }
}

function open(
  what: string,
  options: ConnectionOptions,
  connect: (signal: AbortSignal) => Promise<Channel>,
): Promise<[StreamReader, StreamWriter]> {
  const { _loop: loop } = runningFrame();
  const reader = new StreamReader(options);
  const made = (channel: Channel): [StreamReader, StreamWriter] => {
    if (options.ssl === "later") reader._readOnDemand();
    return [reader, new StreamWriter(new Transport(loop, channel, reader))];
  };
  return waitForHost({
    what,
    make: (signal) =>
      connect(signal).then(made, (error) => {
        throw explained(error, `Cannot connect: ${what}`);
      }),
    discard: ([, writer]) => writer._transport.abort(),
  });
}

function start(
  where: string,
  onClient: ClientConnected,
  options: ServerOptions,
  listen: () => Doorway,
): Promise<Server> {
  const { _loop: loop } = runningFrame();
  if (typeof onClient !== "function") {
    throw new TypeError(
      `startServer() takes a function (reader, writer) first, got ${
        String(onClient)
      }`,
    );
  }
  new StreamReader(options); // a wrong limit is told now
  try {
    const server = new Server(loop, listen(), onClient, options.limit);
    if (options.startServing ?? true) server.startServing();
    return Promise.resolve(server);
  } catch (error) {
    return Promise.reject(explained(error, `Cannot listen on ${where}`));
  }
}
