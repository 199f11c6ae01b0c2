/** A task that waits for bytes of a stream. */
import { AttemptWait } from "./_attempt.ts";
import type { StreamReader } from "./stream_reader.ts";

export class ReadWait extends AttemptWait<Uint8Array> {
  readonly #reader: StreamReader;
  readonly #method: string;
  readonly #take: () => Uint8Array | null;
  readonly #undo: (() => void) | undefined;
  #broken: unknown | null = null;

  constructor(
    reader: StreamReader,
    method: string,
    take: () => Uint8Array | null,
    undo: (() => void) | undefined,
  ) {
    super();
    this.#reader = reader;
    this.#method = method;
    this.#take = take;
    this.#undo = undo;
  }

  override _what(): string {
    return `StreamReader.${this.#method}()`;
  }

  override _take(): Uint8Array | null {
    if (this.#broken !== null) throw this.#broken;
    const data = this.#take();
    const broken = this.#reader.exception();
    if (data === null && broken !== null) throw broken;
    return data;
  }

  /** The connection broke while it waited: what is fed later comes too late. */
  _break(error: unknown): void {
    this.#broken = error;
  }

  override _stand(): void {
    // CPython's readline() reads by readuntil(), and the message says so.
    const by = this.#method === "readline" ? "readuntil" : this.#method;
    this.#reader._stand(this, by);
  }

  // Cancelled, it keeps its place until it runs: as in CPython.
  override _leave(): void {}

  override _cancelled(error: unknown): void {
    this.#reader._leave(this);
    super._cancelled(error);
  }

  override _giveBack(): void {
    this.#undo?.();
  }
}
