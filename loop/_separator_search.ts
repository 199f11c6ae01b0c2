import type { ByteBuffer } from "./_byte_buffer.ts";
import { LimitOverrunError } from "./errors.ts";

/**
 * Looks for the separator that ends first. A search goes on where it stopped: no
 * byte is looked at twice for nothing.
 */
export class SeparatorSearch {
  readonly #buffer: ByteBuffer;
  readonly #separators: readonly Uint8Array[];
  readonly #limit: number;
  readonly #shortest: number;
  readonly #longest: number;
  /** Before this place in the stream none begins. */
  #searched: number;

  /** @param separators One or more, the shortest first. */
  constructor(
    buffer: ByteBuffer,
    separators: readonly Uint8Array[],
    limit: number,
  ) {
    this.#buffer = buffer;
    this.#separators = separators;
    this.#limit = limit;
    this.#shortest = (separators[0] as Uint8Array).length;
    this.#longest = (separators.at(-1) as Uint8Array).length;
    this.#searched = buffer.position;
  }

  /**
   * How many bytes there are up to and with a separator; `null` if there is none.
   *
   * @throws {LimitOverrunError} If there are more before it than the limit.
   */
  find(): number | null {
    const buffer = this.#buffer;
    const from = Math.max(0, this.#searched - buffer.position);
    if (buffer.size - from < this.#shortest) return null;
    let start = -1;
    let end = Infinity;
    for (const separator of this.#separators) {
      const at = buffer.find(separator, from);
      if (at === -1 || at + separator.length >= end) continue;
      start = at;
      end = at + separator.length;
    }
    if (start > this.#limit) {
      throw new LimitOverrunError(
        "Separator is found, but chunk is longer than limit",
        start,
      );
    }
    if (start !== -1) return end;
    const offset = Math.max(0, buffer.size + 1 - this.#longest);
    this.#searched = buffer.position + offset;
    if (offset > this.#limit) {
      throw new LimitOverrunError(
        "Separator is not found, and chunk exceed the limit",
        offset,
      );
    }
    return null;
  }
}
