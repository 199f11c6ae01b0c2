/** Sockets of the host's, as channels. */
import type { Doorway } from "./server.ts";
import type { StartTlsOptions } from "./stream_writer.ts";
import type { Channel } from "./_transport.ts";

/** Makes a server's door of a listener. */
export function doorway(
  listener: {
    readonly addr: Deno.Addr;
    accept(): Promise<Deno.Conn>;
    close(): void;
  },
): Doorway {
  const { addr } = listener;
  return {
    port: "port" in addr ? addr.port : 0,
    async accept() {
      const conn = await listener.accept();
      const ready = "handshake" in conn
        ? (conn as Deno.TlsConn).handshake().then(() => {})
        : null;
      return { channel: new Socket(conn), ready };
    },
    close: () => listener.close(),
  };
}

/** A connection. */
export class Socket implements Channel {
  readonly closesAtEof: boolean;
  readonly ending: "half" | "none";
  readonly #conn: Deno.Conn;

  constructor(conn: Deno.Conn) {
    // As in CPython: small writes go out at once.
    if ("setNoDelay" in conn) (conn as Deno.TcpConn).setNoDelay(true);
    this.#conn = conn;
    this.closesAtEof = "handshake" in conn;
    this.ending = this.closesAtEof ? "none" : "half";
  }

  get peername(): Deno.NetAddr | null {
    return netAddress(this.#conn.remoteAddr);
  }

  get sockname(): Deno.NetAddr | null {
    return netAddress(this.#conn.localAddr);
  }

  read(into: Uint8Array): Promise<number | null> {
    return this.#conn.read(into);
  }

  write(data: Uint8Array): Promise<number> {
    return this.#conn.write(data);
  }

  end(): Promise<void> {
    return this.#conn.closeWrite();
  }

  close(): void {
    try {
      this.#conn.close();
    } catch {
      // It is closed already: a handshake was given up in this moment.
    }
  }
}

/** A TCP connection that was opened here; it can go on with TLS. */
export class ClientSocket extends Socket {
  readonly #conn: Deno.TcpConn;
  readonly #hostname: string;

  constructor(conn: Deno.TcpConn, hostname: string) {
    super(conn);
    this.#conn = conn;
    this.#hostname = hostname;
  }

  async startTls(options: StartTlsOptions): Promise<Channel> {
    const conn = await Deno.startTls(this.#conn, {
      hostname: this.#hostname,
      ...options,
    });
    try {
      await conn.handshake();
    } catch (error) {
      conn.close();
      throw error;
    }
    return new Socket(conn);
  }
}

function netAddress(address: Deno.Addr): Deno.NetAddr | null {
  return "port" in address ? address as Deno.NetAddr : null;
}
