/**
 * A program that was started.
 *
 * @module
 */
import { AttemptWait, waitIn } from "./_attempt.ts";
import { Belongings } from "./_belongings.ts";
import type { EventLoop } from "./event_loop.ts";
import { InPipe, OutPipe } from "./_pipes.ts";
import { StreamReader } from "./stream_reader.ts";
import { StreamWriter } from "./stream_writer.ts";
import { Transport } from "./_transport.ts";
import type { Wait } from "./_wait.ts";
import { WaitQueue } from "./_waiters.ts";

/** What `Deno.Command` is told, and what becomes of the errors. */
export interface Stdio {
  stdin: "piped" | "inherit" | "null";
  stdout: "piped" | "inherit" | "null";
  stderr: "piped" | "inherit" | "null";
  merge: "no" | "into pipe" | "into own";
  limit: number | undefined;
}

/** What a program has written. */
export interface Output {
  /** Its output; `null` if that was not piped. */
  stdout: Uint8Array | null;
  /** Its errors; `null` if they were not piped. */
  stderr: Uint8Array | null;
}

/**
 * A program that was started.
 *
 * Its end is noticed whether or not somebody waits for it: no zombie is left. If
 * it still runs when `run()` ends, it is killed.
 *
 * @example
 * ```ts ignore
 * import { createSubprocessExec, PIPE, run } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const process = await createSubprocessExec(["sort"], {
 *     stdin: PIPE,
 *     stdout: PIPE,
 *   });
 *   const input = new TextEncoder().encode("b\na\n");
 *   const { stdout } = await process.communicate(input);
 *   console.log(new TextDecoder().decode(stdout!), process.returncode);
 * });
 * ```
 */
export class Process {
  /** @ignore */
  readonly _patience = 100;
  /** Its number. */
  readonly pid: number;
  /** Its input; `null` if that is not piped. */
  readonly stdin: StreamWriter | null;
  /** Its output; `null` if that is not piped. */
  readonly stdout: StreamReader | null;
  /** Its errors; `null` if they are not piped. */
  readonly stderr: StreamReader | null;
  readonly #child: Deno.ChildProcess;
  readonly #ended: Promise<void>;
  readonly #waiters = new WaitQueue("Process.wait()");
  readonly #communicating: Set<Wait> = new Set();
  #returncode: number | null = null;

  /** @ignore */
  constructor(loop: EventLoop, child: Deno.ChildProcess, stdio: Stdio) {
    const { limit } = stdio;
    const options = limit === undefined ? {} : { limit };
    const receive = (...streams: ReadableStream<Uint8Array>[]) => {
      const reader = new StreamReader(options);
      new Transport(loop, new OutPipe(streams), reader);
      return reader;
    };
    this.pid = child.pid;
    this.stdin = stdio.stdin === "piped"
      ? new StreamWriter(new Transport(loop, new InPipe(child.stdin), null))
      : null;
    this.stdout = stdio.stdout !== "piped"
      ? null
      : stdio.merge === "into pipe"
      ? receive(child.stdout, child.stderr)
      : receive(child.stdout);
    this.stderr = stdio.stderr === "piped" && stdio.merge === "no"
      ? receive(child.stderr)
      : null;
    const copied = stdio.merge === "into own"
      ? child.stderr.pipeTo(Deno.stdout.writable, { preventClose: true })
        .catch(() => {})
      : null;
    this.#child = child;
    this.#ended = this.#watch(loop, copied);
  }

  /** The exit code, -N if signal N ended it; `null` while it runs. */
  get returncode(): number | null {
    return this.#returncode;
  }

  /**
   * Waits for its end. A program whose output is piped and not read may never
   * end: use `communicate()` then.
   *
   * @returns The exit code; -N if signal N ended it.
   * @throws {CancelledError} If the task is cancelled meanwhile; the program goes on.
   */
  wait(): Promise<number> {
    if (this.#returncode !== null) return Promise.resolve(this.#returncode);
    return waitIn(this.#waiters, () => this.#returncode as number);
  }

  /**
   * Writes its input and closes it, reads its output and errors to the end, and
   * waits for its end. That it does not read all of the input is no error.
   *
   * @param input What to write, where the input is piped.
   * @returns What was piped of its output and errors.
   * @throws {CancelledError} If the task is cancelled meanwhile; the program goes on, and
   * what was read of it can be read again.
   * @throws {RuntimeError} If another task reads one of the streams.
   */
  communicate(input?: Uint8Array): Promise<Output> {
    if (this.stdin !== null) {
      if (input !== undefined) this.stdin.write(input);
      this.stdin.close();
    }
    return new CommunicateWait(this, this.#communicating)._start();
  }

  /**
   * Sends it a signal.
   *
   * @param signal The signal's name, such as "SIGHUP".
   * @throws {Deno.errors.NotFound} If it has ended.
   * @throws {TypeError} If there is no such signal.
   */
  sendSignal(signal: string): void {
    if (this.#returncode !== null) {
      throw new Deno.errors.NotFound(
        `Cannot send ${signal}: process ${this.pid} has ended`,
      );
    }
    try {
      this.#child.kill(signal as Deno.Signal);
    } catch (error) {
      // It has just ended, and the loop does not know yet.
      if (error instanceof Deno.errors.NotFound) return;
      if (String(error).includes("already terminated")) return;
      throw error;
    }
  }

  /**
   * Asks it to end, by SIGTERM.
   *
   * @throws {Deno.errors.NotFound} If it has ended.
   */
  terminate(): void {
    this.sendSignal("SIGTERM");
  }

  /**
   * Ends it, by SIGKILL.
   *
   * @throws {Deno.errors.NotFound} If it has ended.
   */
  kill(): void {
    this.sendSignal("SIGKILL");
  }

  /** @ignore The run is over */
  async _abandon(): Promise<void> {
    if (this.#returncode === null) this.kill();
    await this.#ended;
  }

  async #watch(loop: EventLoop, copied: Promise<void> | null): Promise<void> {
    const belongings = Belongings.of(loop);
    belongings.add(this);
    const { code, signal } = await this.#child.status;
    await copied;
    this.#returncode = signal === null ? code : 128 - code;
    belongings.touch();
    belongings.delete(this);
    this.#waiters.wakeAll();
    for (const wait of this.#communicating) wait._wake();
  }
}

/** One wait for two streams and the end of the program. */
class CommunicateWait extends AttemptWait<Output> {
  readonly #process: Process;
  readonly #places: Set<Wait>;
  readonly #streams: Gathering[];

  constructor(process: Process, places: Set<Wait>) {
    super();
    this.#process = process;
    this.#places = places;
    this.#streams = [process.stdout, process.stderr]
      .map((reader) => new Gathering(reader));
  }

  override _what(): string {
    return "Process.communicate()";
  }

  override _take(): Output | null {
    let left = this.#process.returncode === null ? 1 : 0;
    for (const stream of this.#streams) {
      if (!stream.gather()) left++;
    }
    if (left > 0) return null;
    const [stdout = null, stderr = null] = this.#streams.map((it) => it.all);
    return { stdout, stderr };
  }

  override _stand(): void {
    if (this.#process.returncode === null) this.#places.add(this);
    for (const stream of this.#streams) stream.stand(this);
  }

  override _leave(): void {
    this.#places.delete(this);
    for (const { reader } of this.#streams) reader?._leave(this);
  }

  override _giveBack(): void {
    for (const stream of this.#streams) stream.giveBack();
  }
}

/** All that a stream gives, where there is one. */
class Gathering {
  all: Uint8Array | null = null;
  readonly reader: StreamReader | null;
  readonly #collector: ReturnType<StreamReader["_collector"]> | null;

  constructor(reader: StreamReader | null) {
    this.reader = reader;
    this.#collector = reader?._collector() ?? null;
  }

  gather(): boolean {
    if (this.#collector === null) return true;
    this.all ??= this.#collector.take();
    return this.all !== null;
  }

  stand(wait: Wait): void {
    if (this.all === null) this.reader?._stand(wait, "communicate");
  }

  giveBack(): void {
    this.all = null;
    this.#collector?.giveBack();
  }
}
