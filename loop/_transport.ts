/**
 * A transport moves bytes between a channel of the host's and a stream: what
 * comes goes to the reader, unless that one is full; what is written goes out in
 * the background, and whoever writes too much waits in `drain()`.
 */
import { WAIT_ON, waitIn } from "./_attempt.ts";
import { type Belonging, Belongings } from "./_belongings.ts";
import { runInFrame } from "./current.ts";
import { CancelledError, isA, RuntimeError } from "./errors.ts";
import type { EventLoop } from "./event_loop.ts";
import { Handle } from "./handle.ts";
import { waitForHost } from "./_host_wait.ts";
import { Outbox } from "./_outbox.ts";
import type { Pausable, StreamReader } from "./stream_reader.ts";
import type { StartTlsOptions } from "./stream_writer.ts";
import { WaitQueue } from "./_waiters.ts";

/** What a transport needs of a socket or pipe. */
export interface Channel {
  /** Reads what comes next, and tells how much; `null` at the end. */
  read(into: Uint8Array): Promise<number | null>;
  /** Writes some of the bytes, and tells how many. */
  write(data: Uint8Array): Promise<number>;
  /** Tells the other side that no more bytes come. */
  end(): Promise<void>;
  close(): void;
  /** Goes on with TLS; this channel is then used up, also if that fails. */
  startTls?(options: StartTlsOptions): Promise<Channel>;
  /** What `end()` leaves: a channel to read from, a closed one; or it cannot. */
  readonly ending: "half" | "whole" | "none";
  /** Whether the channel is closed when the other side says that no more comes. */
  readonly closesAtEof: boolean;
  readonly peername: Deno.NetAddr | null;
  readonly sockname: Deno.NetAddr | null;
}

/** `open` → `closing` (what was written still goes out) → `closed`. */
type TransportState = "open" | "closing" | "closed";

const DRAINED = Promise.resolve();
// CPython's: writers stop above HIGH bytes and go on at LOW.
const HIGH = 65_536;
const LOW = HIGH / 4;
/** The size of a slab at first, and at most. */
const LEAST = 4096;
const MOST = 65_536;

export class Transport implements Pausable, Belonging {
  readonly _patience = 5;
  readonly #loop: EventLoop;
  #channel: Channel;
  readonly #reader: StreamReader | null;
  readonly #belongings: Belongings;
  readonly #onClosed: () => void;
  readonly #drainers = new WaitQueue("StreamWriter.drain()");
  readonly #closers = new WaitQueue("StreamWriter.waitClosed()");
  #state: TransportState = "open";
  #error: unknown | null = null;
  #input: "flowing" | "paused" | "ended" = "paused";
  /** The host reads into a slab now; it cannot be told to stop. */
  #isReceiving = false;
  #output: "idle" | "sending" = "idle";
  #eof: "no" | "wanted" | "sent" = "no";
  #writers: "free" | "stopped" = "free";
  readonly #outbox = new Outbox();
  /** What is on its way out now. */
  #block: Uint8Array | null = null;
  /** Bytes that were written and have not gone out. */
  #unsent = 0;

  constructor(
    loop: EventLoop,
    channel: Channel,
    reader: StreamReader | null,
    onClosed: () => void = () => {},
  ) {
    this.#loop = loop;
    this.#channel = channel;
    this.#reader = reader;
    this.#onClosed = onClosed;
    this.#belongings = Belongings.of(loop);
    this.#belongings.add(this);
    if (reader !== null) {
      reader._setSource(this);
      if (reader._isFlowing()) this._resumeReading();
    }
  }

  get peername(): Deno.NetAddr | null {
    return this.#channel.peername;
  }

  get sockname(): Deno.NetAddr | null {
    return this.#channel.sockname;
  }

  get canWriteEof(): boolean {
    return this.#channel.ending !== "none";
  }

  get isClosing(): boolean {
    return this.#state !== "open";
  }

  write(data: Uint8Array): void {
    if (this.#eof !== "no") {
      throw new RuntimeError("Cannot call write() after write_eof()");
    }
    if (data.length === 0 || this.#state === "closed") return;
    if (this.#state === "closing" && this.#output === "idle") return;
    this.#unsent += data.length;
    if (this.#unsent > HIGH) this.#writers = "stopped";
    this.#belongings.touch();
    this.#outbox.push(data);
    if (this.#output === "idle") this.#send();
  }

  writeEof(): void {
    if (!this.canWriteEof) {
      throw new RuntimeError("Cannot write EOF: TLS has no half-closed state");
    }
    if (this.#state !== "open" || this.#eof !== "no") return;
    this.#eof = "wanted";
    if (this.#channel.ending === "whole") this.close();
    else if (this.#output === "idle") this.#send();
  }

  drain(): Promise<void> {
    const broken = this.#reader?.exception() ?? null;
    if (broken !== null) return Promise.reject(broken);
    if (this.#state === "open") {
      if (this.#writers === "free") return DRAINED;
      return waitIn(this.#drainers, () => {
        if (this.#error !== null) throw this.#error;
      });
    }
    // A loop that writes and drains must come to see that nothing is there.
    let stage: "yielding" | "standing" = "yielding";
    const turn = waitIn(this.#drainers, () => {
      if (stage === "standing") {
        if (this.#error !== null) throw this.#error;
        return;
      }
      if (this.#state === "closed") throw connectionLost();
      if (this.#writers === "free") return;
      stage = "standing";
      return WAIT_ON;
    });
    this.#drainers.wakeAll();
    return turn;
  }

  close(): void {
    if (this.#state !== "open") return;
    this.#state = "closing";
    if (this.#output === "idle") this.#closeSoon();
  }

  abort(): void {
    if (this.#state === "closed") return;
    this.#state = "closing";
    this.#dropUnsent();
    this.#closeSoon();
  }

  waitClosed(): Promise<void> {
    const end = () => {
      if (this.#error !== null) throw this.#error;
    };
    if (this.#state !== "closed") return waitIn(this.#closers, end);
    return this.#error === null
      ? Promise.resolve()
      : Promise.reject(this.#error);
  }

  async startTls(options: StartTlsOptions): Promise<void> {
    const { startTls } = this.#channel;
    const reader = this.#reader;
    if (startTls === undefined || reader === null) {
      throw new RuntimeError(
        "Cannot start TLS: it takes a TCP connection that openConnection() made, without TLS yet",
      );
    }
    await this.#allSent();
    if (this.#state !== "open") throw connectionLost();
    if (this.#isReceiving || reader._isBusy()) {
      throw new RuntimeError(
        this.#isReceiving
          ? 'Cannot start TLS: the connection is being read; open it with { ssl: "later" }, and let no read be under way'
          : "Cannot start TLS: bytes that came before it were not read; they may be forged",
      );
    }
    const plain = this.#channel;
    // What is written meanwhile waits for the new channel.
    this.#output = "sending";
    try {
      this.#goOnWith(
        await waitForHost({
          what: "StreamWriter.startTls()",
          make: () => startTls.call(plain, options),
          discard: (channel) => channel.close(),
        }),
      );
    } catch (error) {
      this.#closed(isA(error, CancelledError) ? null : error);
      throw error;
    }
    reader._readAhead();
  }

  #goOnWith(channel: Channel): void {
    if (this.#state === "closed") channel.close();
    else {
      this.#channel = channel;
      this.#send();
    }
  }

  #allSent(): Promise<void> {
    if (this.#output === "idle") return Promise.resolve();
    return waitIn(this.#drainers, () => {
      if (this.#error !== null) throw this.#error;
      return this.#output === "idle" ? undefined : WAIT_ON;
    });
  }

  _pauseReading(): void {
    if (this.#input === "flowing") this.#input = "paused";
  }

  _resumeReading(): void {
    if (this.#input !== "paused" || this.#state !== "open") return;
    this.#input = "flowing";
    void runInFrame(this.#loop._frame, () => this.#receive());
  }

  _abandon(): void {
    this.#closed(null);
  }

  async #receive(): Promise<void> {
    const reader = this.#reader as StreamReader;
    // Each byte of a slab is written once: the reader hands views of it out.
    let slab = new ArrayBuffer(LEAST);
    let filled = 0;
    try {
      while (this.#input === "flowing") {
        this.#isReceiving = true;
        const count = await this.#channel.read(new Uint8Array(slab, filled));
        this.#isReceiving = false;
        // As in CPython: who closes a stream has read enough.
        if (this.#state !== "open") return;
        this.#belongings.touch();
        if (count === null) {
          this.#input = "ended";
          reader.feedEof();
          if (this.#channel.closesAtEof) this.close();
          return;
        }
        reader._feed(new Uint8Array(slab, filled, count));
        filled += count;
        const size = slab.byteLength;
        if (size - filled < size / 8) {
          slab = new ArrayBuffer(Math.min(size * 2, MOST));
          filled = 0;
        }
      }
    } catch (error) {
      if (this.#state === "open") this.#closed(error);
    }
  }

  #send(): void {
    const block = this.#outbox.next();
    if (block !== null) this.#sendBlock(block);
    else if (this.#eof === "wanted" && this.#channel.ending === "half") {
      this.#output = "sending";
      this.#eof = "sent";
      this.#channel.end().then(this.#onEnded, this.#onBroken);
    } else {
      this.#output = "idle";
      if (this.#state === "closing") this.#closed(null);
    }
  }

  #sendBlock(block: Uint8Array): void {
    this.#output = "sending";
    this.#block = block;
    this.#channel.write(block).then(this.#onWritten, this.#onBroken);
  }

  readonly #onWritten = (count: number): void => {
    this.#belongings.touch();
    if (this.#unsent > 0) this.#sent(count); // if not: aborted
    const block = this.#block as Uint8Array;
    if (this.#unsent > 0 && count < block.length) {
      this.#sendBlock(block.subarray(count));
    } else {
      this.#block = null;
      this.#outbox.recycle(block);
      this.#send();
    }
  };

  readonly #onEnded = (): void => this.#send();

  readonly #onBroken = (error: unknown): void => this.#closed(error);

  #sent(count: number): void {
    this.#unsent -= count;
    if (this.#writers === "free" || this.#unsent > LOW) return;
    this.#writers = "free";
    this.#drainers.wakeAll();
  }

  #dropUnsent(): void {
    this.#unsent = 0;
    this.#outbox.clear();
  }

  #closeSoon(): void {
    const loop = this.#loop;
    if (loop.isClosed()) return this.#closed(null);
    const closed = () => this.#closed(null);
    loop._push(new Handle(loop, closed, [], loop._frame._context));
  }

  #closed(error: unknown | null): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#input = "ended";
    this.#error = error;
    this.#dropUnsent();
    this.#channel.close();
    if (error === null) this.#reader?.feedEof();
    else this.#reader?.setException(error);
    this.#drainers.wakeAll();
    this.#closers.wakeAll();
    this.#belongings.delete(this);
    this.#onClosed();
  }
}

function connectionLost(): Error {
  return new Deno.errors.ConnectionReset("Connection lost");
}
