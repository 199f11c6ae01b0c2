import { copy, view } from "./_byte_buffer.ts";
import { Ring } from "./_ring.ts";

const EMPTY = new Uint8Array(0);
const LEAST = 1024;
/** Small writes go out together, up to so many bytes at a time. */
const BLOCK = 65_536;
/** Memory up to so many bytes is used again. */
const KEPT = 8192;

/**
 * Copies of what was written and has not gone out. Whoever sends takes a block,
 * and hands its memory back once it is gone; meanwhile the next one fills.
 */
export class Outbox {
  #full = new Ring<Uint8Array>();
  #filling = EMPTY;
  #filled = 0;
  #spare = EMPTY;

  push(data: Uint8Array): void {
    if (data.length >= BLOCK) {
      this.#seal();
      this.#full.push(copy(data));
      return;
    }
    if (this.#filled + data.length > BLOCK) this.#seal();
    const filled = this.#filled + data.length;
    if (filled > this.#filling.length) {
      const larger = new Uint8Array(Math.max(LEAST, filled * 2));
      larger.set(view(this.#filling, 0, this.#filled));
      this.#filling = larger;
    }
    this.#filling.set(data, this.#filled);
    this.#filled = filled;
  }

  /** The next block to send, `null` if there is none. */
  next(): Uint8Array | null {
    if (this.#full.size > 0) return this.#full.shift();
    return this.#filled > 0 ? this.#takeFilling() : null;
  }

  /** Takes a block back that has gone out. */
  recycle({ buffer }: Uint8Array): void {
    if (buffer.byteLength > KEPT) return;
    const memory = new Uint8Array(buffer as ArrayBuffer);
    if (this.#filling === EMPTY) this.#filling = memory;
    else this.#spare = memory;
  }

  clear(): void {
    this.#full = new Ring();
    this.#filled = 0;
  }

  #seal(): void {
    if (this.#filled > 0) this.#full.push(this.#takeFilling());
  }

  #takeFilling(): Uint8Array {
    const block = view(this.#filling, 0, this.#filled);
    this.#filling = this.#spare;
    this.#spare = EMPTY;
    this.#filled = 0;
    return block;
  }
}
